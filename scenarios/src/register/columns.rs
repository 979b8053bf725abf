//! The register's columns, found by their names.

use csv::StringRecord;

use super::table::position;

/// Declares the columns that are needed, and those that are read where they are there: a field and
/// a name each.
macro_rules! columns {
    (
        needed { $($(#[$doc:meta])* $field:ident = $name:ident: $text:literal,)* }
        wanted { $($(#[$also_doc:meta])* $also:ident: $also_text:literal,)* }
    ) => {
        $(
            $(#[$doc])*
            pub(super) const $name: &str = $text;
        )*

        /// Positions of the columns.
        pub(super) struct Columns {
            $($(#[$doc])* pub(super) $field: usize,)*
            $($(#[$also_doc])* pub(super) $also: Option<usize>,)*
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
                $(let $also = position(header, $also_text);)*
                let last = [$($field),*].into_iter().max().unwrap_or(0);
                let columns = Self { $($field,)* $($also,)* last };
                let authority = columns.authority_code.or(columns.authority_name);
                if authority.or(columns.authority_area).is_none() {
                    lacking.push("LA (code)");
                }
                if lacking.is_empty() { Ok(columns) } else { Err(lacking) }
            }
        }
    };
}

columns! {
    needed {
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
    wanted {
        /// Code of the local authority; one of its three columns is needed.
        authority_code: "LA (code)",
        /// Name of the local authority.
        authority_name: "LA (name)",
        /// Code of the local authority's area in national statistics.
        authority_area: "GSSLACode (name)",
        /// Status: a register of open schools may leave it out.
        status: "EstablishmentStatus (name)",
        /// Country of the address.
        country: "Country (name)",
        /// Admissions policy: without it no school is known to be selective.
        policy: "AdmissionsPolicy (name)",
        /// Religious character: without it no school is known to have one.
        character: "ReligiousCharacter (name)",
        /// Kind of establishment.
        kind: "TypeOfEstablishment (name)",
        /// Group of kinds of establishment.
        family: "EstablishmentTypeGroup (name)",
        /// Overall grade of the last inspection.
        rating: "OfstedRating (name)",
        /// Code of the small census area.
        area_code: "MSOA (code)",
        /// Name of the small census area.
        area_name: "MSOA (name)",
        /// Whether a trust supports the school, and of what kind.
        trust_flag: "TrustSchoolFlag (name)",
        /// Number of the trust.
        trust_code: "Trusts (code)",
        /// Name of the trust.
        trust_name: "Trusts (name)",
        /// Whether the school is in a federation.
        federation_flag: "FederationFlag (name)",
        /// Number of the federation.
        federation_code: "Federations (code)",
        /// Name of the federation.
        federation_name: "Federations (name)",
    }
}
