//! The local authority of a row: by its code, its area or its name.

use std::collections::BTreeMap;

use sim::population::AUTHORITIES;

/// Codes of areas in national statistics, in the order of the table of authorities. Computed from the
/// register of schools of July 2022: contains public sector information licensed under the Open
/// Government Licence v3.0.
#[rustfmt::skip]
const AREAS: [&str; 152] = [
    "E09000001", "E09000007", "E09000011", "E09000012", "E09000013", "E09000019", "E09000020", "E09000022",
    "E09000023", "E09000028", "E09000030", "E09000032", "E09000033", "E09000002", "E09000003", "E09000004",
    "E09000005", "E09000006", "E09000008", "E09000009", "E09000010", "E09000014", "E09000015", "E09000016",
    "E09000017", "E09000018", "E09000021", "E09000024", "E09000025", "E09000026", "E09000027", "E09000029",
    "E09000031", "E08000025", "E08000026", "E08000027", "E08000028", "E08000029", "E08000030", "E08000031",
    "E08000011", "E08000012", "E08000013", "E08000014", "E08000015", "E08000001", "E08000002", "E08000003",
    "E08000004", "E08000005", "E08000006", "E08000007", "E08000008", "E08000009", "E08000010", "E08000016",
    "E08000017", "E08000018", "E08000019", "E08000032", "E08000033", "E08000034", "E08000035", "E08000036",
    "E08000037", "E08000021", "E08000022", "E08000023", "E08000024", "E06000053", "E06000022", "E06000023",
    "E06000024", "E06000025", "E06000001", "E06000002", "E06000003", "E06000004", "E06000010", "E06000011",
    "E06000012", "E06000013", "E10000023", "E06000014", "E06000032", "E06000055", "E06000056", "E06000060",
    "E06000042", "E10000007", "E06000015", "E06000059", "E06000058", "E06000047", "E06000005", "E10000011",
    "E06000043", "E10000014", "E06000044", "E06000045", "E10000018", "E06000016", "E06000017", "E10000028",
    "E06000021", "E06000054", "E06000030", "E06000036", "E06000040", "E06000037", "E06000038", "E06000039",
    "E06000041", "E10000003", "E06000031", "E06000006", "E06000007", "E10000008", "E06000026", "E06000027",
    "E10000012", "E06000033", "E06000034", "E06000019", "E10000034", "E10000016", "E06000035", "E10000017",
    "E06000008", "E06000009", "E10000024", "E06000018", "E06000051", "E06000020", "E06000049", "E06000050",
    "E06000052", "E10000006", "E10000013", "E10000015", "E06000046", "E10000019", "E10000020", "E06000057",
    "E10000025", "E10000027", "E10000029", "E10000030", "E10000031", "E10000032", "E06000061", "E06000062",
];

/// Areas that were renumbered or divided before or after July 2022, and the authority of their schools
/// then: Northumberland, Gateshead, Barnsley, Sheffield, the two of Cumbria, North Yorkshire, Somerset.
const RENUMBERED: [(&str, u16); 8] = [
    ("E06000048", 929),
    ("E08000020", 390),
    ("E08000038", 370),
    ("E08000039", 373),
    ("E06000063", 909),
    ("E06000064", 909),
    ("E06000065", 815),
    ("E06000066", 933),
];

/// Codes of authorities that were divided or joined, and the authority that has their schools in the
/// model: the two of Cumbria, Bournemouth, Poole, Dorset as it was.
const SUCCEEDED: [(u16, u16); 5] = [(942, 909), (943, 909), (837, 839), (836, 839), (835, 838)];

/// Finds authorities.
pub(super) struct Authorities {
    by_name: BTreeMap<String, u16>,
}

impl Authorities {
    /// A finder of the model's authorities.
    pub(super) fn new() -> Self {
        let mut by_name: BTreeMap<String, u16> =
            AUTHORITIES.iter().map(|facts| (plain(facts.name), facts.code)).collect();
        for (name, code) in [("Cumberland", 909), ("Westmorland and Furness", 909)] {
            by_name.insert(plain(name), code);
        }
        Self { by_name }
    }

    /// The code of the authority that a row states by code, area or name; 0 for one that the model
    /// does not know; nothing when the code is no code, or nothing is stated at all.
    pub(super) fn find(&self, code: &str, area: &str, name: &str) -> Option<u16> {
        if !code.is_empty() {
            return code.parse().ok().map(succeeded).or_else(|| by_area(code));
        }
        if area.is_empty() && name.is_empty() {
            return None;
        }
        Some(by_area(area).or_else(|| self.by_name.get(&plain(name)).copied()).unwrap_or(0))
    }
}

/// The code of the authority that has this one's schools in the model.
fn succeeded(code: u16) -> u16 {
    SUCCEEDED.iter().find(|(former, _)| *former == code).map_or(code, |(_, now)| *now)
}

/// The code of the authority of an area.
fn by_area(area: &str) -> Option<u16> {
    let at = AREAS.iter().position(|known| known.eq_ignore_ascii_case(area));
    let renumbered = || RENUMBERED.iter().find(|(known, _)| known.eq_ignore_ascii_case(area));
    at.map(|at| AUTHORITIES[at].code).or_else(|| renumbered().map(|(_, code)| *code))
}

/// A name without case, marks and the words that some lists add: `Bristol, City of` is `bristol`.
fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('&', "and");
    let name = [", city of", ", county of"].iter().fold(name, |name, end| name.replace(end, ""));
    let name = name.strip_prefix("county ").map(str::to_owned).unwrap_or(name);
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_found_by_code_by_area_and_by_name() {
        let authorities = Authorities::new();
        assert_eq!(authorities.by_name.len(), 152 + 2, "two authorities share a plain name");
        for (at, facts) in AUTHORITIES.iter().enumerate() {
            let code = facts.code.to_string();
            assert_eq!(authorities.find(&code, "", ""), Some(facts.code));
            assert_eq!(authorities.find("", AREAS[at], ""), Some(facts.code));
            assert_eq!(authorities.find("", "", facts.name), Some(facts.code));
        }
    }

    #[test]
    fn other_spellings_and_later_numbers_are_known() {
        let authorities = Authorities::new();
        assert_eq!(authorities.find("", "", "Bristol"), Some(801));
        assert_eq!(authorities.find("", "", "ST HELENS"), Some(342));
        assert_eq!(authorities.find("", "", "Durham"), Some(840));
        assert_eq!(authorities.find("E09000001", "", ""), Some(201));
        assert_eq!(authorities.find("943", "", ""), Some(909));
        assert_eq!(authorities.find("", "E06000066", "Somerset"), Some(933));
        assert_eq!(authorities.find("", "", "Atlantis"), Some(0));
        assert_eq!(authorities.find("x", "", "Camden"), None);
        assert_eq!(authorities.find("", "", ""), None);
    }
}
