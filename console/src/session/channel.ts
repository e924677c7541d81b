// What the tabs of one browser tell each other about the session they share.

type Said = "active" | "changed" | "left";

const channel = new BroadcastChannel("ribcage");

export function tell(said: Said) {
  channel.postMessage(said);
}

/** Listens to the other tabs, until the function that it gives is called. */
export function hear(said: Said, listener: () => void): () => void {
  const heard = ({ data }: MessageEvent<Said>) => {
    if (data === said) listener();
  };
  channel.addEventListener("message", heard);
  return () => channel.removeEventListener("message", heard);
}
