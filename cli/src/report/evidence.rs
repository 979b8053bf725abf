//! The sources of the model's numbers, by their keys.

use toml::de::DeTable;

/// The file of sources.
const FILE: &str = include_str!("../../../docs/evidence.toml");

/// Who published the source of a key, and where, without an address; an assumption says so.
pub(super) fn citation(key: &str) -> String {
    if key == "assumption" {
        return "An assumption".to_owned();
    }
    cited(key).unwrap_or_else(|| key.to_owned())
}

fn cited(key: &str) -> Option<String> {
    let file = DeTable::parse(FILE).ok()?;
    let source = file.get_ref().get(key)?.get_ref().as_table()?;
    Some(source.get("citation")?.get_ref().as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_of_the_catalogue_is_found_and_holds_no_address() {
        for entry in sim::catalogue::catalogue() {
            let words = citation(entry.source);
            assert_ne!(words, entry.source, "{}", entry.path);
            assert!(!words.contains("http"), "{}", entry.path);
        }
    }
}
