//! Blocks of prose that show what a command prints:
//!
//! ```text
//! <!-- run: bihuan extract samples/rectification-plan.docx | first 12 -->
//! …
//! <!-- /run -->
//! ```

const BEGIN: &str = "<!-- run: ";
const END: &str = "<!-- /run -->";

/// `text` with every block filled anew by `prints`, which is handed a command line.
pub fn filled(text: &str, prints: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (head, body) = after.split_once(" -->").ok_or("a block's first line does not end")?;
        let (_, after) = body.split_once(END).ok_or_else(|| format!("the block of `{head}` has no {END}"))?;
        let (line, shown) = match head.split_once(" | first ") {
            Some((line, count)) => (line, first(&prints(line)?, count)?),
            None => (head, prints(head)?.trim_end().to_owned()),
        };
        out += &format!("{before}{BEGIN}{head} -->\n```text\n$ {line}\n{shown}\n```\n{END}");
        rest = after;
    }
    Ok(out + rest)
}

/// The first lines, and a mark that there are more.
fn first(text: &str, count: &str) -> Result<String, String> {
    let count: usize = count.parse().map_err(|_| format!("‘{count}’ is no number of lines"))?;
    let mut lines: Vec<&str> = text.lines().take(count).collect();
    if text.lines().count() > count {
        lines.push("…");
    }
    Ok(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn blocks_are_filled_and_the_rest_stays() {
        let prints = |line: &str| Ok(format!("{line} says\none\ntwo\n"));
        let text = "a\n<!-- run: bihuan x -->\nold\n<!-- /run -->\nb\n<!-- run: bihuan y | first 2 --><!-- /run -->\n";
        let once = filled(text, prints).expect("blocks");
        assert_eq!(
            once,
            "a\n<!-- run: bihuan x -->\n```text\n$ bihuan x\nbihuan x says\none\ntwo\n```\n<!-- /run -->\nb\n\
             <!-- run: bihuan y | first 2 -->\n```text\n$ bihuan y\nbihuan y says\none\n…\n```\n<!-- /run -->\n"
        );
        assert_eq!(filled(&once, prints).as_ref(), Ok(&once), "a second time changes nothing");
    }

    #[test]
    fn a_block_that_does_not_end_is_a_fault() {
        assert!(filled("<!-- run: bihuan x -->\nold", |_| Ok(String::new())).is_err());
    }
}
