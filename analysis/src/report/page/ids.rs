//! Identifiers of one drawing made different from those of all others in the page.

/// Puts `prefix` before every identifier in an SVG, where it is given and where it is used.
///
/// Words between tags stay as they are.
pub(super) fn prefixed(svg: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for piece in svg.split_inclusive('>') {
        match piece.rfind('<') {
            Some(at) => {
                out.push_str(&piece[..at]);
                out.push_str(&tag(&piece[at..], prefix));
            }
            None => out.push_str(piece),
        }
    }
    out
}

fn tag(tag: &str, prefix: &str) -> String {
    let mut tag = tag.to_owned();
    for start in [" id=\"", " id='", "url(#", "url('#", "url(\"#", "href=\"#", "href='#"] {
        tag = tag.replace(start, &format!("{start}{prefix}"));
    }
    for start in [" aria-labelledby=\"", " aria-describedby=\""] {
        tag = lists(&tag, start, prefix);
    }
    tag
}

/// The same for an attribute that holds several identifiers.
fn lists(tag: &str, start: &str, prefix: &str) -> String {
    let Some((before, rest)) = tag.split_once(start) else { return tag.to_owned() };
    let Some((list, after)) = rest.split_once('"') else { return tag.to_owned() };
    let list: Vec<String> = list.split_whitespace().map(|id| format!("{prefix}{id}")).collect();
    format!("{before}{start}{}\"{after}", list.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_change_where_they_are_given_and_used() {
        let svg = "<svg aria-labelledby=\"t d\"><title id=\"t\">T</title><desc id=\"d\"/>\
                   <g clip-path=\"url(#c)\"><use href=\"#u\"/></g></svg>";
        let found = prefixed(svg, "f1-");
        assert_eq!(
            found,
            "<svg aria-labelledby=\"f1-t f1-d\"><title id=\"f1-t\">T</title><desc id=\"f1-d\"/>\
             <g clip-path=\"url(#f1-c)\"><use href=\"#f1-u\"/></g></svg>"
        );
    }

    #[test]
    fn words_stay_as_they_are() {
        let svg = "<text x=\"1\">see url(#c) and  id=\"x\"</text>";
        assert_eq!(prefixed(svg, "f1-"), svg);
        assert_eq!(prefixed("", "f1-"), "");
    }
}
