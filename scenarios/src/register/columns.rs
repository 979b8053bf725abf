//! The register's columns, found by their names.

use csv::StringRecord;

/// Declares the columns that are needed: a field and a name each.
macro_rules! columns {
    ($($(#[$doc:meta])* $field:ident = $name:ident: $text:literal,)*) => {
        $(
            $(#[$doc])*
            pub(super) const $name: &str = $text;
        )*

        /// Positions of the needed columns, and of two others where they are there.
        pub(super) struct Columns {
            $($(#[$doc])* pub(super) $field: usize,)*
            /// Status: a register of open schools may leave it out.
            pub(super) status: Option<usize>,
            /// Admissions policy: without it no school is known to be selective.
            pub(super) policy: Option<usize>,
            /// The last of the needed columns: a shorter row is damaged.
            pub(super) last: usize,
        }

        impl Columns {
            /// The columns of a header, or the names of those that it lacks.
            pub(super) fn find(header: &StringRecord) -> Result<Self, Vec<&'static str>> {
                let mut lacking = Vec::new();
                $(
                    let $field = position(header, $name).unwrap_or_else(|| {
                        lacking.push($name);
                        0
                    });
                )*
                let status = position(header, "EstablishmentStatus (name)");
                let policy = position(header, "AdmissionsPolicy (name)");
                let last = [$($field),*].into_iter().max().unwrap_or(0);
                if lacking.is_empty() {
                    Ok(Self { $($field,)* status, policy, last })
                } else {
                    Err(lacking)
                }
            }
        }
    };
}

columns! {
    /// Unique reference number.
    urn = URN: "URN",
    /// Name of the school.
    name = NAME: "EstablishmentName",
    /// Phase of education.
    phase = PHASE: "PhaseOfEducation (name)",
    /// Lowest age of the pupils.
    low_age = LOW_AGE: "StatutoryLowAge",
    /// Highest age of the pupils.
    high_age = HIGH_AGE: "StatutoryHighAge",
    /// Code of the local authority.
    authority = AUTHORITY: "LA (code)",
    /// Region.
    region = REGION: "GOR (name)",
    /// Kind of settlement.
    settlement = SETTLEMENT: "UrbanRural (name)",
    /// Metres east on the national grid.
    easting = EASTING: "Easting",
    /// Metres north on the national grid.
    northing = NORTHING: "Northing",
    /// Places.
    capacity = CAPACITY: "SchoolCapacity",
    /// Pupils on roll.
    roll = ROLL: "NumberOfPupils",
    /// Pupils eligible for free school meals, in per cent.
    free_meals = FREE_MEALS: "PercentageFSM",
}

/// The column of that name, whatever the case and the space around it.
fn position(header: &StringRecord, name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name))
}
