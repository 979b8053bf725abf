//! A school: what kind it is, where it stands, whom it teaches.

use bevy_ecs::prelude::Component;

use crate::units::{Kilometres, PupilSd, Share};

/// Declares an enum whose members have a name in data and scenario files.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Component)]
        pub enum $name { $($(#[$doc])* $member,)* }

        impl $name {
            /// Every member, in order.
            pub const ALL: &'static [$name] = &[$($name::$member),*];

            /// Their names, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($text),*];

            /// The name used in data and scenario files.
            pub fn name(self) -> &'static str {
                match self { $($name::$member => $text,)* }
            }

            /// The member of that name.
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.name() == text)
            }

            /// Position in [`Self::ALL`].
            pub fn index(self) -> usize {
                self as usize
            }
        }
    };
}

pub(super) use named;

named! {
    /// The phases of the register that the model has.
    pub enum Phase {
        /// Infant, first, junior and all-through primary schools.
        Primary = "Primary",
        /// Middle schools that count as primary.
        MiddlePrimary = "Middle deemed primary",
        /// Middle schools that count as secondary.
        MiddleSecondary = "Middle deemed secondary",
        /// Secondary schools.
        Secondary = "Secondary",
        /// One school with a primary and a secondary part.
        AllThrough = "All-through",
    }
}

impl Phase {
    /// Whether the school is funded, staffed and compared as a primary school.
    pub fn is_primary(self) -> bool {
        matches!(self, Phase::Primary | Phase::MiddlePrimary)
    }
}

named! {
    /// The nine regions of England.
    pub enum Region {
        /// East Midlands.
        EastMidlands = "East Midlands",
        /// East of England.
        EastOfEngland = "East of England",
        /// London.
        London = "London",
        /// North East.
        NorthEast = "North East",
        /// North West.
        NorthWest = "North West",
        /// South East.
        SouthEast = "South East",
        /// South West.
        SouthWest = "South West",
        /// West Midlands.
        WestMidlands = "West Midlands",
        /// Yorkshire and the Humber.
        YorkshireAndTheHumber = "Yorkshire and the Humber",
    }
}

named! {
    /// What surrounds a school. The two rural settings together are the register's rural areas.
    pub enum Setting {
        /// Inside the London region.
        London = "London",
        /// A major or minor conurbation outside London.
        MajorUrban = "other major urban",
        /// An urban city or town.
        Town = "town",
        /// A rural town and its fringe.
        RuralTown = "rural town",
        /// A rural village, hamlet or isolated dwelling.
        Village = "village",
    }
}

named! {
    /// Who answers for a school.
    pub enum Governance {
        /// Maintained by its local authority, on its own.
        Maintained = "maintained",
        /// Maintained, under one governing body with other schools.
        Federation = "federation",
        /// An academy that is a trust of its own.
        SingleAcademy = "single academy",
        /// An academy in a trust that may have several.
        Trust = "in a trust",
    }
}

impl Governance {
    /// Whether the school is an academy or a free school.
    pub fn is_academy(self) -> bool {
        matches!(self, Governance::SingleAcademy | Governance::Trust)
    }
}

named! {
    /// Overall grades of inspection, best first.
    pub enum Grade {
        /// Outstanding.
        Outstanding = "Outstanding",
        /// Good.
        Good = "Good",
        /// Requires improvement.
        RequiresImprovement = "Requires improvement",
        /// Inadequate: serious weaknesses, or in need of special measures.
        Inadequate = "Inadequate",
    }
}

/// Overall grade of the school's last inspection; none where it has not been graded under its present
/// number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct Inspected(pub Option<Grade>);

/// The trust or federation that the school belongs to: position in the population's groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct InGroup(pub Option<u32>);

/// Number of the small census area (MSOA) in which the school lies: schools with one number are
/// neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Component)]
pub struct Neighbourhood(pub u32);

/// Stable number of a school, from 0 in the order of the population: never recycled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Component)]
pub struct SchoolId(pub u32);

/// Unique reference number in the register of schools; none for a synthetic school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct Urn(pub Option<u32>);

/// Local authority: position in the table of authorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Component)]
pub struct Authority(pub u16);

/// Place on the national grid.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Place {
    /// Kilometres east of the grid's origin.
    pub easting: Kilometres,
    /// Kilometres north of the grid's origin.
    pub northing: Kilometres,
}

/// Lowest and highest age of the pupils, in years: 4 and 11 for an all-through primary school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Ages {
    /// Age at which pupils enter.
    pub low: u8,
    /// Age by which pupils have left.
    pub high: u8,
}

/// Whether the school chooses its pupils by attainment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct Selective(pub bool);

/// Pupils on roll in reception to year 11.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Roll(pub u32);

/// Pupils on roll when the population was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct UsualRoll(pub u32);

/// Places.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Capacity(pub u32);

/// Share of pupils eligible for free school meals in the base year (0 to 1).
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct FreeMeals(pub Share);

/// Free-meal share of the base year against the mean of the school's stage (primary, or all other),
/// in SD of that stage.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Disadvantage(pub f64);

/// Climate for professional learning, in SD across schools.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Climate(pub f64);

/// Number of practice domains.
pub const DOMAINS: usize = 6;

/// Their names in tables.
pub const DOMAIN_NAMES: &[&str] = &[
    "teaching quality",
    "curriculum and assessment",
    "behaviour and climate for pupils",
    "inclusion and disadvantaged pupils",
    "leadership and governance",
    "learning of staff",
];

/// Strength of practice in each of six domains, in SD across schools: teaching quality; curriculum
/// and assessment; behaviour and climate for pupils; inclusion and disadvantaged pupils; leadership
/// and governance; learning of staff.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Practice(pub [f64; DOMAINS]);

/// The lasting part of a school's culture and place, in SD across schools.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Culture(pub f64);

/// Mean expertise of the staff, in pupil SD a year against the national mean of the base year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct StaffExpertise(pub PupilSd);

/// Mean strain (0 to 1) and mean commitment (0 to 1) of the staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct StaffMood {
    /// Mean strain (0 to 1).
    pub strain: f64,
    /// Mean commitment (0 to 1).
    pub commitment: f64,
}

/// What happened to the staff last summer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct StaffTurnover {
    /// Teachers who left the state sector.
    pub left: u32,
    /// Teachers who moved to another school.
    pub moved: u32,
    /// Posts that no applicant took, covered by supply teachers for the year.
    pub vacant: u32,
    /// Posts kept empty for want of money.
    pub frozen: u32,
}

/// Tests that schools are measured by: at 7, 11 and 16.
pub const TESTS: usize = 3;
/// Position of the tests at 7 in an array by test: the baseline of primary progress.
pub const AT_7: usize = 0;
/// Position of the tests at 11.
pub const AT_11: usize = 1;
/// Position of the examinations at 16.
pub const AT_16: usize = 2;

/// One year's leavers of a key stage, by group (disadvantaged, other), in pupil SD of the base year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leavers {
    /// Pupils.
    pub pupils: [f64; 2],
    /// Their true mean attainment.
    pub attainment: [PupilSd; 2],
    /// Their measured mean attainment: with the year's luck and the tests' tuning.
    pub measured: [PupilSd; 2],
    /// The measured mean of the same pupils at the earlier stage.
    pub prior: [PupilSd; 2],
    /// Progress by the official method, in SD of pupils' progress.
    pub progress: f64,
}

/// What pupils left with this summer, at 11 and at 16.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Results {
    /// Leavers aged 11, who sat the tests of that age.
    pub at_11: Leavers,
    /// Leavers aged 16.
    pub at_16: Leavers,
}

/// Reputation among parents, in SD of published results. A school without results at 11 or 16 keeps
/// that with which it was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Reputation(pub f64);

/// How the school draws families of each group (disadvantaged, other) beyond distance, likeness and
/// reputation: logarithms, fixed when the population is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Appeal(pub [f64; 2]);

/// How this autumn's entry went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Admissions {
    /// Families who put the school first.
    pub first_preferences: f64,
    /// Those of them who were offered a place.
    pub first_preferences_met: f64,
    /// Places offered.
    pub offers: f64,
    /// Places offered to children of another local authority.
    pub offers_elsewhere: f64,
    /// Share of places that stay empty in the schools that its families look at (0 to 1).
    pub empty_nearby: Share,
}

/// Money of this school year, in pounds of the base year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Finance {
    /// What one post costs in a year.
    pub cost_of_post: f64,
    /// What else the school spends on each pupil in a year.
    pub other_per_pupil: f64,
    /// Planned spending on development and on time for partners, for each pupil in a year.
    pub development_per_pupil: f64,
    /// Income for each pupil in the base year, the lump sum apart.
    pub usual_income: f64,
    /// What income is by now for each pound of the base year: real growth, year upon year.
    pub growth: f64,
    /// Income of the year.
    pub income: f64,
    /// Income of the year less its spending.
    pub balance: f64,
    /// Money for time with partners, for each pupil in a year.
    pub partnership: f64,
    /// Reserves at the end of the last year.
    pub reserves: f64,
    /// Spending of the year for each pupil.
    pub spend_per_pupil: f64,
    /// Spending of the year for each pupil beyond the mean of the school's stage, thousand pounds,
    /// the costs of being small apart.
    pub resources: f64,
    /// Development bought, where 1 is the base year's.
    pub development: f64,
    /// Whether posts that fall vacant stay empty.
    pub freezes_posts: bool,
}

/// What the school itself adds to a year of its pupils, its teachers apart, against the nation, in
/// pupil SD a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct SchoolPart(pub PupilSd);

/// What life outside school adds to every pupil of the area in a year of each key stage (ages 7 to
/// 11, 11 to 16), against the nation, in pupil SD a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct AreaGrowth(pub [PupilSd; 2]);

/// How the posts of a school are split: class teachers first, then subject teachers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct StaffPlan {
    /// Posts that teach a class of year groups 0 to 6.
    pub class_posts: u16,
    /// Year groups of the school taught by class teachers; the rest have subject teachers.
    pub class_years: u8,
}

/// Share of pupils who are disadvantaged, counted every autumn: free meals at any time in six years
/// (0 to 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Disadvantaged(pub Share);

/// What the school's own entrants have beyond others of their group, in pupil SD: of children who
/// start school, against the nation; of pupils who come from another school, against those of their
/// former classmates who went elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct IntakeLevel(pub PupilSd);

/// What an average pupil of the school gains in this school year against the nation, in pupil SD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct YearGain(pub PupilSd);

/// Whether the school is open. A school that has closed, or is yet to open, keeps its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Open(pub bool);

impl Default for Open {
    fn default() -> Self {
        Self(true)
    }
}

/// Disturbance by changes of structure and by visits: 1 in the year of a change, fading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Churn(pub f64);

/// How far a programme for the area has come into its own (0 to 1): it takes years to build up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct AreaProgramme(pub Share);
