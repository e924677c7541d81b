// The name of the product, with its mark.

export function Mark() {
  return (
    <p className="mark">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M16 7v18M14 11c-4 0-6.500 1.800-6.500 4.500M18 11c4 0 6.500 1.800 6.500 4.500M14 16c-3.200 0-5 1.500-5 4M18 16c3.200 0 5 1.500 5 4" />
      </svg>
      Ribcage
    </p>
  );
}
