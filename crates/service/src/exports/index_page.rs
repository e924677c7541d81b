//! The page that says what is in an export, for people.

use std::fmt::Write as _;

use model::Timestamp;
use model::clock::format_instant;

use super::archive::Sink;
use super::events::Look;

const HEAD: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n\
    <style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}\
    table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2em .6em;text-align:left}</style>\n";

const FILES: &str = "<p>Each line of a file <code>.ndjson</code> is one document in JSON. Files in \
    <code>fhir</code> are in the words of HL7 FHIR R4, those in <code>own</code> in words of the \
    organisation's, those in <code>platform</code> in words of the server. <code>history</code> has what \
    documents said before, and that they were deleted.</p>\n";

/// The page of a person's export.
pub(super) fn of_person(title: &str, at: Timestamp, sink: &Sink, looks: &[Look]) -> String {
    let mut page = begin(&format!("Everything about {title}"), at);
    page.push_str(FILES);
    page.push_str(
        "<p>Documents that are about other people too come without what they say of those. Where it is not \
         known who those are, the document says only that it is <code>withheld</code>.</p>\n",
    );
    files(&mut page, sink);
    page.push_str(
        "<h2>Who did what with it</h2>\n<p>All of it, with proofs, is in <code>log</code>. \
         <code>ribcage log verify-events log --key KEY</code> checks without asking anybody that each of these \
         events is in the log that the checkpoints sign, and was done when and with the outcome that it says; who did \
         it and through what is what the server said when this was made. Have the key from the \
         organisation itself; the one in <code>log/key</code> is what the server showed.</p>\n\
         <table><tr><th>when</th><th>who</th><th>what</th><th>through</th></tr>\n",
    );
    for Look { at, who, what, through } in looks {
        let cells = [at, who, what, through].map(|cell| escape(cell)).join("</td><td>");
        line(&mut page, &format!("<tr><td>{cells}</td></tr>"));
    }
    page.push_str("</table>\n</html>\n");
    page
}

/// The page of a tenant's export.
pub(super) fn of_tenant(at: Timestamp, sink: &Sink) -> String {
    let mut page = begin("Everything of an account", at);
    page.push_str(FILES);
    files(&mut page, sink);
    page.push_str(
        "<h2>The log</h2>\n<p><code>log</code> is the whole log, as <code>ribcage log verify --export \
         log --key KEY</code> checks it without asking anybody. <code>events</code> says the same in words.</p>\n\
         </html>\n",
    );
    page
}

fn begin(title: &str, at: Timestamp) -> String {
    let title = escape(title);
    let at = format_instant(at);
    format!("{HEAD}<title>{title}</title>\n<h1>{title}</h1>\n<p>As of {at}.</p>\n")
}

fn files(page: &mut String, sink: &Sink) {
    page.push_str("<h2>What is here</h2>\n<table><tr><th>files</th><th>lines</th></tr>\n");
    for (name, count) in &sink.lines {
        let name = escape(name);
        line(page, &format!("<tr><td>{name}-….ndjson</td><td>{count}</td></tr>"));
    }
    page.push_str("</table>\n");
    if !sink.damaged.is_empty() {
        page.push_str("<h2>What is not</h2>\n<p>These fail their integrity check:</p>\n<ul>\n");
        for damaged in &sink.damaged {
            line(page, &format!("<li>{}</li>", escape(damaged)));
        }
        page.push_str("</ul>\n");
    }
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "{text}").expect("a text takes whatever is written");
}

/// As it is written in a page.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_becomes_part_of_the_page() {
        assert_eq!(escape("<b onclick=\"x\">&"), "&lt;b onclick=&quot;x&quot;&gt;&amp;");
    }
}
