//! Kinds of establishment: which are schools of the model, and which of those are academies.

/// What the kind of establishment says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An academy, a free school, a studio school or a technical or technology college.
    Academy,
    /// A mainstream school maintained by its local authority.
    Maintained,
    /// The register does not say.
    Unstated,
    /// Independent, special, alternative provision, nursery, college, and the like.
    Outside,
}

/// Words of kinds that belong to an academy's or a maintained school's family, but not to the model.
const OUTSIDE: [&str; 9] = [
    "special",
    "alternative",
    "pupil referral",
    "independent",
    "16-19",
    "16 to 19",
    "sixth form",
    "nursery",
    "welsh",
];
/// Words of kinds whose family the register puts elsewhere, or does not state.
const ACADEMIES: [&str; 5] = [
    "academy",
    "free school",
    "studio school",
    "university technical college",
    "city technology college",
];
const MAINTAINED: [&str; 3] = ["community school", "voluntary", "foundation school"];

/// The kind of an establishment by its kind and family, as the register names them.
pub(super) fn kind(kind: &str, family: &str) -> Kind {
    let kind = kind.to_ascii_lowercase();
    let family = family.to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    if is(&["city technology college"]) {
        return Kind::Academy;
    }
    match family.as_str() {
        _ if is(&OUTSIDE) => Kind::Outside,
        "academies" | "free schools" => Kind::Academy,
        "local authority maintained schools" => Kind::Maintained,
        "" if is(&ACADEMIES) => Kind::Academy,
        "" if is(&MAINTAINED) => Kind::Maintained,
        "" if kind.is_empty() => Kind::Unstated,
        _ => Kind::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mainstream_state_schools_are_told_from_all_others() {
        let maintained = "Local authority maintained schools";
        for (name, family, expected) in [
            ("Community school", maintained, Kind::Maintained),
            ("Voluntary aided school", "", Kind::Maintained),
            ("Academy converter", "Academies", Kind::Academy),
            ("Academy sponsor led", "", Kind::Academy),
            ("Free schools", "Free Schools", Kind::Academy),
            ("University technical college", "Free Schools", Kind::Academy),
            ("City technology college", "Independent schools", Kind::Academy),
            ("", "", Kind::Unstated),
            ("", "Academies", Kind::Academy),
            ("Pupil referral unit", maintained, Kind::Outside),
            ("Local authority nursery school", maintained, Kind::Outside),
            ("Academy special converter", "Academies", Kind::Outside),
            ("Free schools alternative provision", "Free Schools", Kind::Outside),
            ("Academy 16-19 converter", "Academies", Kind::Outside),
            ("Free schools 16 to 19", "", Kind::Outside),
            ("Other independent school", "Independent schools", Kind::Outside),
            ("Community special school", "Special schools", Kind::Outside),
            ("Welsh establishment", "Welsh schools", Kind::Outside),
            ("", "Independent schools", Kind::Outside),
            ("Further education", "Colleges", Kind::Outside),
        ] {
            assert_eq!(kind(name, family), expected, "{name}, {family}");
        }
    }
}
