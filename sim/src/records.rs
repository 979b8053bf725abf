//! What a run gives back: columns, one row a term or a school year.

/// Name, unit and meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in files.
    pub name: &'static str,
    /// Unit of the values.
    pub unit: &'static str,
    /// What the column holds, in a sentence.
    pub description: &'static str,
}

/// The values of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Series {
    /// Whole numbers.
    Integer(Vec<i64>),
    /// Numbers.
    Real(Vec<f64>),
    /// Numbers, some of them missing.
    Optional(Vec<Option<f64>>),
}

impl From<Vec<i64>> for Series {
    fn from(values: Vec<i64>) -> Self {
        Series::Integer(values)
    }
}

impl From<Vec<f64>> for Series {
    fn from(values: Vec<f64>) -> Self {
        Series::Real(values)
    }
}

impl From<Vec<Option<f64>>> for Series {
    fn from(values: Vec<Option<f64>>) -> Self {
        Series::Optional(values)
    }
}

/// Declares a table of records: a row to push, and columns with units.
macro_rules! table {
    ($(#[$meta:meta])* $table:ident of $row:ident {
        $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, $unit:literal; )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $table { $( $(#[doc = $doc])+ pub $field: Vec<$type>, )* }

        #[doc = concat!("One row of [`", stringify!($table), "`].")]
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $row { $( $(#[doc = $doc])+ pub $field: $type, )* }

        impl $table {
            /// Name, unit and meaning of each column, in order.
            pub const COLUMNS: &'static [Column] = &[$(
                Column {
                    name: stringify!($field),
                    unit: $unit,
                    description: concat!($($doc),+).trim_ascii(),
                },
            )*];

            /// An empty table with room for so many rows.
            pub fn with_capacity(rows: usize) -> Self {
                Self { $( $field: Vec::with_capacity(rows), )* }
            }

            /// Adds a row.
            pub fn push(&mut self, row: $row) {
                $( self.$field.push(row.$field); )*
            }

            /// Adds rows, a column after the other.
            pub fn extend(&mut self, rows: &[$row]) {
                $( self.$field.extend(rows.iter().map(|row| row.$field)); )*
            }

            /// The values of every column, in the order of [`Self::COLUMNS`].
            pub fn into_series(self) -> Vec<Series> {
                vec![$( self.$field.into(), )*]
            }
        }
    };
}

table! {
    /// The nation, one row a term; yearly quantities are there in summer only.
    NationRows of NationRow {
        /// Term of the run, from 0.
        term: i64, "terms";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Schools that are open.
        schools: i64, "schools";
        /// Teachers' posts.
        teachers: i64, "posts";
        /// Mean expertise of the staff against the base year.
        staff_expertise: f64, "pupil SD a year";
        /// Mean strain of teachers.
        strain: f64, "share";
        /// Mean commitment of teachers.
        commitment: f64, "share";
        /// Mean effort of leaders, where 1 is usual.
        effort: f64, "ratio";
        /// Mean pressure on schools from judgements and published results.
        pressure: f64, "stakes";
        /// Mean share of heads' time for teaching and its improvement.
        instruction_share: f64, "share";
        /// Mean share of heads' time for being ready for inspection and tests.
        compliance_share: f64, "share";
        /// Mean share of heads' time for keeping and winning pupils.
        competition_share: f64, "share";
        /// Mean share of heads' time for work with other schools.
        collaboration_share: f64, "share";
        /// Mean share of heads' time for running the school.
        administration_share: f64, "share";
        /// How much better schools think of themselves than they are, mean.
        optimism: f64, "SD of schools";
        /// How well schools tell their needs apart, mean (0 to 1).
        diagnosis: f64, "share";
        /// Mean disturbance of schools, where a change of structure is 1.
        disturbance: f64, "ratio";
        /// Mean strength that programmes for areas have reached (0 to 1).
        area_programme: f64, "share";
        /// Mean climate for professional learning of schools, against the base year.
        climate: f64, "SD of schools";
        /// Mean strength of practice of schools over its six domains, against the base year.
        practice: f64, "SD of schools";
        /// Mean true attainment at 11 against the base year.
        attainment_11: Option<f64>, "pupil SD";
        /// Mean true attainment at 16 against the base year.
        attainment_16: Option<f64>, "pupil SD";
        /// Mean true attainment at 11 against the base year.
        attainment_11_eef_months: Option<f64>, "EEF months of progress";
        /// Mean true attainment at 16 against the base year.
        attainment_16_eef_months: Option<f64>, "EEF months of progress";
        /// Disadvantage gap at 11: mean of other pupils less mean of disadvantaged pupils.
        gap_11: Option<f64>, "pupil SD";
        /// Disadvantage gap at 16: mean of other pupils less mean of disadvantaged pupils.
        gap_16: Option<f64>, "pupil SD";
        /// Disadvantage gap at 11.
        gap_11_epi_months: Option<f64>, "EPI months";
        /// Disadvantage gap at 16.
        gap_16_epi_months: Option<f64>, "EPI months";
        /// Disadvantage gap on entry to reception.
        gap_5: Option<f64>, "pupil SD";
        /// Disadvantage gap in measured results at 11.
        measured_gap_11: Option<f64>, "pupil SD";
        /// Disadvantage gap in measured results at 16.
        measured_gap_16: Option<f64>, "pupil SD";
        /// Mean measured attainment at 11 against the base year.
        measured_11: Option<f64>, "pupil SD";
        /// Mean measured attainment at 16 against the base year.
        measured_16: Option<f64>, "pupil SD";
        /// Mean measured attainment of disadvantaged pupils at 11 against the base year's mean of all.
        measured_11_disadvantaged: Option<f64>, "pupil SD";
        /// Mean measured attainment of disadvantaged pupils at 16 against the base year's mean of all.
        measured_16_disadvantaged: Option<f64>, "pupil SD";
        /// Standard deviation between schools of true attainment at 11.
        spread_11: Option<f64>, "pupil SD";
        /// Standard deviation between schools of true attainment at 16.
        spread_16: Option<f64>, "pupil SD";
        /// Share of teachers who left state schools at the end of the year.
        leaving_rate: Option<f64>, "share a year";
        /// Share of teachers who moved to another school at the end of the year.
        moving_rate: Option<f64>, "share a year";
        /// Share of posts that nobody applied for, covered by supply teachers in the next year.
        vacancy_rate: Option<f64>, "share of posts";
        /// Share of teachers in their first year who left state schools at the end of the year.
        leaving_rate_year_1: Option<f64>, "share a year";
        /// Share of teachers in their second and third year who left state schools.
        leaving_rate_years_2_3: Option<f64>, "share a year";
        /// Share of teachers in their fourth and fifth year who left state schools.
        leaving_rate_years_4_5: Option<f64>, "share a year";
        /// Standard deviation over teachers of own expertise plus the school's part of a year's gain.
        classroom_sd: Option<f64>, "pupil SD a year";
        /// The same within schools.
        classroom_sd_within: Option<f64>, "pupil SD a year";
        /// Mean expertise of teachers with five years or more, less that of those in their first year.
        experience_gain: Option<f64>, "pupil SD a year";
        /// Share of schools whose head left at the end of the year.
        head_leaving_rate: Option<f64>, "share a year";
        /// Share of schools led by an interim head at the end of the year.
        interim_heads: Option<f64>, "share of schools";
        /// Share of families offered their first preference, entry to reception.
        first_preference_met_primary: Option<f64>, "share";
        /// Share of families offered their first preference, entry to year 7.
        first_preference_met_secondary: Option<f64>, "share";
        /// Share of families whose first preference at year 7 is the nearest school.
        nearest_is_first_choice: Option<f64>, "share";
        /// Mean spending for each pupil, pupil-weighted, in pounds of the base year.
        spend_per_pupil_gbp: Option<f64>, "£ per pupil a year";
        /// Mean reserves for each pupil, pupil-weighted, in pounds of the base year.
        reserves_per_pupil_gbp: Option<f64>, "£ per pupil";
        /// Mean income for each pupil, pupil-weighted, in pounds of the base year.
        income_per_pupil_gbp: Option<f64>, "£ per pupil a year";
        /// Mean spending on professional development for each teacher's post, in pounds of the base year.
        development_per_teacher_gbp: Option<f64>, "£ per post a year";
        /// Ties between schools.
        ties: Option<f64>, "ties";
        /// Mean number of partners of a school.
        partners: Option<f64>, "partners";
        /// Mean number of partners with whom work goes on: with hours and trust enough.
        working_partners: Option<f64>, "partners";
        /// Share of schools without a partner with whom work goes on.
        without_working_partner: Option<f64>, "share of schools";
        /// Share of schools with a helper whom a broker brought.
        brokered: Option<f64>, "share of schools";
        /// Mean trust in ties that work.
        tie_trust: Option<f64>, "0 to 1";
        /// Mean depth of ties that work, from tips (0) to joint work on practice (1).
        tie_depth: Option<f64>, "0 to 1";
        /// Mean distance between partners with whom work goes on.
        tie_km: Option<f64>, "km";
        /// Mean of the hours that a school gives to its partners.
        partner_hours: Option<f64>, "hours a term";
        /// Mean of the hours that a school gives to partners who take more than they give.
        helping_hours: Option<f64>, "hours a term";
        /// Mean of the practice that teachers learn with partners in a year.
        learned_with_partners: Option<f64>, "pupil SD a year";
        /// Share of schools in a trust or federation with other schools.
        in_groups: Option<f64>, "share of schools";
        /// Share of schools that joined or changed a trust or federation in the year.
        changed_group: Option<f64>, "share of schools";
        /// Share of schools whose head leads another school too.
        shared_heads: Option<f64>, "share of schools";
        /// Share of schools whose head is a system leader.
        system_leaders: Option<f64>, "share of schools";
        /// Share of schools that are a hub's partners.
        hub_partners: Option<f64>, "share of schools";
        /// How much more often a teacher moved to a given other school of the same trust or federation than to
        /// a given one of the unrelated schools within reach; none without such moves.
        moves_inside_ratio: Option<f64>, "ratio";
        /// Share of schools that had a graded inspection in the year.
        inspected: Option<f64>, "share of schools";
        /// Share of graded schools that are Outstanding.
        outstanding: Option<f64>, "share of graded schools";
        /// Share of graded schools that are Good.
        good: Option<f64>, "share of graded schools";
        /// Share of graded schools that require improvement.
        requires_improvement: Option<f64>, "share of graded schools";
        /// Share of graded schools that are Inadequate.
        inadequate: Option<f64>, "share of graded schools";
    }
}

table! {
    /// Regions and local authorities, one row a school year.
    AreaRows of AreaRow {
        /// Kind of area: 0 region, 1 local authority.
        kind: i64, "code";
        /// Region: position in the list of regions; authority: position in the list of authorities.
        area: i64, "position";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Schools.
        schools: i64, "schools";
        /// Pupils on roll.
        pupils: i64, "pupils";
        /// Mean true attainment at 11 against the nation in the base year.
        attainment_11: Option<f64>, "pupil SD";
        /// Mean true attainment at 16 against the nation in the base year.
        attainment_16: Option<f64>, "pupil SD";
        /// Disadvantage gap at 11: mean of other pupils less mean of disadvantaged pupils.
        gap_11: Option<f64>, "pupil SD";
        /// Disadvantage gap at 16: mean of other pupils less mean of disadvantaged pupils.
        gap_16: Option<f64>, "pupil SD";
        /// Mean expertise of the staff against the base year.
        staff_expertise: f64, "pupil SD a year";
        /// Mean strain of teachers.
        strain: f64, "share";
        /// Share of teachers who left state schools at the end of the year.
        leaving_rate: f64, "share a year";
        /// Share of posts that nobody applied for, covered by supply teachers in the next year.
        vacancy_rate: f64, "share of posts";
        /// Share of the places of a local authority in schools of its largest trust or federation, or in
        /// its largest school that has none; none for a region.
        largest_sponsor_share: Option<f64>, "share of places";
        /// Trusts, federations and schools without either, as many as would make the same choice if all
        /// had as many places; none for a region.
        effective_choices: Option<f64>, "sponsors";
    }
}

table! {
    /// Schools, one row a school year.
    SchoolRows of SchoolRow {
        /// Number of the school in its population, from 0.
        school_id: i64, "number";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Pupils on roll.
        roll: i64, "pupils";
        /// Share of pupils who are disadvantaged: free meals at any time in six years.
        disadvantaged: f64, "share";
        /// Mean true attainment at 11 against the nation in the base year; none without pupils of that age.
        attainment_11: Option<f64>, "pupil SD";
        /// Mean true attainment at 16 against the nation in the base year; none without pupils of that age.
        attainment_16: Option<f64>, "pupil SD";
        /// What an average pupil gained in the year at this school against the nation in the base year.
        value_added: f64, "pupil SD a year";
        /// Teachers' posts.
        teachers: i64, "posts";
        /// Mean expertise of the staff against the base year.
        staff_expertise: f64, "pupil SD a year";
        /// Mean strain of teachers.
        strain: f64, "share";
        /// Mean commitment of teachers.
        commitment: f64, "share";
        /// Teachers who left state schools at the end of the year.
        left: i64, "teachers";
        /// Teachers who moved to another school at the end of the year.
        moved: i64, "teachers";
        /// Posts that nobody applied for, covered by supply teachers in the next year.
        vacant: i64, "posts";
        /// Climate for professional learning, against the base year.
        climate: f64, "SD of schools";
        /// Strength of practice over its six domains, against the base year.
        practice: f64, "SD of schools";
        /// Reputation among parents.
        reputation: f64, "SD of schools";
        /// Families who put the school first for entry this autumn.
        first_preferences: f64, "families";
        /// Places offered for entry this autumn.
        offers: f64, "places";
        /// Places offered this autumn to children of another local authority.
        offers_elsewhere: f64, "places";
        /// School years that the head has completed here, this one included.
        head_years: i64, "years";
        /// Whether the head leads a school for the first time (1) or has led one before (0).
        head_is_first_time: i64, "flag";
        /// Whether an interim head leads the school this year (1) or not (0).
        head_is_interim: i64, "flag";
        /// Spending for each pupil, in pounds of the base year.
        spend_per_pupil_gbp: f64, "£ per pupil a year";
        /// Reserves for each pupil at the end of the year, in pounds of the base year.
        reserves_per_pupil_gbp: f64, "£ per pupil";
        /// Income of the year, in pounds of the base year.
        income_gbp: f64, "£ a year";
        /// Income less spending of the year, as a share of income.
        balance_share: f64, "share of income";
        /// Grade of the last inspection, from 1 (Outstanding) to 4 (Inadequate); 0 without one.
        grade: i64, "grade";
        /// Grade of this year's inspection, from 1 to 4; 0 in a year without one.
        visit_grade: i64, "grade";
        /// Years since the last graded inspection.
        years_since_visit: f64, "years";
        /// Climate and practice together, as they are.
        quality: f64, "SD of schools";
        /// The same as the school says.
        reported_quality: f64, "SD of schools";
        /// The score that inspectors would give the school, their luck apart.
        inspectors_view: f64, "SD";
        /// Effort of its leaders, where 1 is usual.
        effort: f64, "ratio";
        /// Pressure from judgements and published results.
        pressure: f64, "stakes";
        /// Share of its head's time for teaching and its improvement.
        instruction_share: f64, "share";
        /// Share of its head's time for being ready for inspection and tests.
        compliance_share: f64, "share";
        /// Share of its head's time for work with other schools.
        collaboration_share: f64, "share";
        /// Disturbance, where a change of structure is 1.
        disturbance: f64, "ratio";
        /// Partners.
        partners: i64, "partners";
        /// Partners with whom work goes on: with hours and trust enough.
        working_partners: i64, "partners";
        /// Whether it has a helper whom a broker brought (1) or not (0).
        brokered: i64, "flag";
        /// Mean trust in its ties that work; none without one.
        tie_trust: Option<f64>, "0 to 1";
        /// Mean depth of its ties that work; none without one.
        tie_depth: Option<f64>, "0 to 1";
        /// Mean distance to partners with whom work goes on; none without one.
        tie_km: Option<f64>, "km";
        /// Hours that it gives to its partners.
        partner_hours: f64, "hours a term";
        /// Hours that it gives to partners who take more than they give.
        helping_hours: f64, "hours a term";
        /// Practice that its teachers learn with partners in a year.
        learned_with_partners: f64, "pupil SD a year";
        /// How well it tells its needs apart (0 to 1).
        diagnosis: f64, "share";
        /// Number of its trust or federation at the end of the year; -1 without one.
        group: i64, "number";
        /// What the school or its head is designated as: 0 nothing, 1 hub, 2 system leader, 3 both.
        designated: i64, "code";
        /// Whether it is a hub's partner (1) or not (0).
        hub_partner: i64, "flag";
        /// Whether its head leads another school too (1) or not (0).
        shared_head: i64, "flag";
    }
}

table! {
    /// Trusts and federations with two open schools or more, one row a school year.
    GroupRows of GroupRow {
        /// Number of the group: those of the population from 0; one that is founded in the run is numbered after
        /// them by the school that founds it.
        group: i64, "number";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// What it is: 0 federation, 1 trust.
        kind: i64, "code";
        /// Open schools.
        schools: i64, "schools";
        /// Pupils on roll.
        pupils: i64, "pupils";
        /// Skill of its centre, today's mean being 0.
        centre_skill: f64, "SD of practice";
        /// How much of it is new: schools taken in over schools, fading.
        newness: f64, "share";
        /// Mean of what an average pupil gained in the year at its schools.
        value_added: f64, "pupil SD a year";
        /// Mean strength of practice, against the base year.
        practice: f64, "SD of schools";
        /// Spread of practice between its schools.
        practice_spread: f64, "SD of schools";
        /// Mean published progress of some years.
        progress: f64, "SD of schools";
    }
}

table! {
    /// Whom partnership reaches: one row a school year, stage, classification of schools and class. Means
    /// count each school once.
    ReachRows of ReachRow {
        /// By what schools are classed: 0 fifth by free meals within the stage, 1 surroundings, 2 coast.
        by: i64, "code";
        /// Class: fifth from 1 (fewest free meals) to 5; surroundings from 1 in the order of their list;
        /// coast 1, inland 2.
        class: i64, "number";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Stage: 0 schools funded as primary schools, 1 all others.
        stage: i64, "code";
        /// Schools.
        schools: i64, "schools";
        /// Mean number of partners.
        partners: f64, "partners";
        /// Mean number of partners with whom work goes on: with hours and trust enough.
        working_partners: f64, "partners";
        /// Share of schools without a partner with whom work goes on.
        without_working_partner: f64, "share of schools";
        /// Share of schools with a helper whom a broker brought.
        brokered: f64, "share of schools";
        /// Mean trust in ties that work; none without one.
        tie_trust: Option<f64>, "0 to 1";
        /// Mean depth of ties that work; none without one.
        tie_depth: Option<f64>, "0 to 1";
        /// Mean distance to partners with whom work goes on; none without one.
        tie_km: Option<f64>, "km";
        /// Mean of the hours that a school gives to its partners.
        partner_hours: f64, "hours a term";
        /// Mean of the hours that a school gives to partners who take more than they give.
        helping_hours: f64, "hours a term";
        /// Mean of the practice that teachers learn with partners in a year.
        learned_with_partners: f64, "pupil SD a year";
    }
}

table! {
    /// Ties between schools, where they are asked for: one row a tie and school year.
    TieRows of TieRow {
        /// What the two schools do together: position in the list of kinds.
        kind: i64, "code";
        /// Why the school began the tie: position in the list of motives.
        motive: i64, "code";
        /// Domain of practice on which they work: position in the list of domains.
        domain: i64, "code";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Number of the school that began the tie.
        school_id: i64, "number";
        /// Number of its partner.
        partner_id: i64, "number";
        /// Years since the tie began.
        age: f64, "years";
        /// Whether they meet from afar (1) or not (0).
        remote: i64, "flag";
        /// Whether work goes on in it (1): with hours and trust enough.
        works: i64, "flag";
        /// Trust between the two.
        trust: f64, "0 to 1";
        /// Depth, from tips (0) to joint work on practice (1).
        depth: f64, "0 to 1";
        /// Rigour with which they mean to challenge one another.
        rigour: f64, "0 to 1";
        /// Hours that each gives to it.
        hours: f64, "hours a term";
        /// What the school that began it gives less what it takes, from -1 to 1.
        balance: f64, "ratio";
        /// Distance between the two.
        km: f64, "km";
        /// Likeness of what they have to deal with.
        likeness: f64, "0 to 1";
    }
}

table! {
    /// Fifths of schools by free meals when the population was drawn: one row a school year, stage and
    /// fifth. Means count each school once, unless another unit is named.
    FifthRows of FifthRow {
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Stage: 0 schools funded as primary schools, 1 all others.
        stage: i64, "code";
        /// Fifth by free-meal share within the stage: 1 has the fewest.
        fifth: i64, "fifth";
        /// Schools.
        schools: i64, "schools";
        /// Mean share of heads' time for teaching and its improvement.
        instruction_share: f64, "share";
        /// Mean share of heads' time for being ready for inspection and tests.
        compliance_share: f64, "share";
        /// Mean share of heads' time for keeping and winning pupils.
        competition_share: f64, "share";
        /// Mean share of heads' time for work with other schools.
        collaboration_share: f64, "share";
        /// Mean share of heads' time for running the school.
        administration_share: f64, "share";
        /// Mean effort of leaders, where 1 is usual.
        effort: f64, "ratio";
        /// Mean pressure from judgements and published results.
        pressure: f64, "stakes";
        /// How much better schools think of themselves than they are, mean.
        optimism: f64, "SD of schools";
        /// Mean strain of teachers.
        strain: f64, "share";
        /// Mean of what an average pupil gained in the year.
        value_added: f64, "pupil SD a year";
        /// Mean of climate and practice together.
        quality: f64, "SD of schools";
        /// Share of teachers who left or moved at the end of the year.
        leaving_or_moving: f64, "share a year";
    }
}

table! {
    /// Results that schools publish: one row a school, age of the tests and school year. Schools
    /// without pupils of that age have none.
    ResultRows of ResultRow {
        /// Number of the school in its population, from 0.
        school_id: i64, "number";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Age at the tests: 11 or 16.
        age: i64, "years";
        /// Disadvantaged pupils with a result.
        pupils_disadvantaged: f64, "pupils";
        /// Other pupils with a result.
        pupils_other: f64, "pupils";
        /// Mean measured attainment of disadvantaged pupils; 0 without such pupils.
        measured_disadvantaged: f64, "pupil SD";
        /// Mean measured attainment of other pupils; 0 without such pupils.
        measured_other: f64, "pupil SD";
        /// Mean measured attainment of the same disadvantaged pupils at the earlier stage (at 7 or
        /// 11); 0 without such pupils.
        prior_disadvantaged: f64, "pupil SD";
        /// Mean measured attainment of the same other pupils at the earlier stage; 0 without such
        /// pupils.
        prior_other: f64, "pupil SD";
        /// Progress of the school's pupils by the official method, national mean 0.
        progress: f64, "SD of pupils' progress";
    }
}

table! {
    /// Policies in force: one row a term and policy.
    PolicyRows of PolicyRow {
        /// Number of the policy in the timeline, from 1.
        policy: i64, "number";
        /// Term of the run, from 0.
        term: i64, "terms";
        /// School year, named by its summer.
        school_year: i64, "year";
        /// Schools that it reaches and that were open when its schools were last looked for.
        schools: i64, "schools";
        /// Schools in which it sets a lever that an earlier policy of the timeline sets too: its own value holds.
        overlapping: i64, "schools";
    }
}

/// Everything that one run recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// The nation.
    pub nation: NationRows,
    /// Regions and authorities.
    pub areas: AreaRows,
    /// Schools.
    pub schools: SchoolRows,
    /// Published results.
    pub results: ResultRows,
    /// Fifths of schools by free meals.
    pub fifths: FifthRows,
    /// Whom partnership reaches.
    pub reach: ReachRows,
    /// Trusts and federations.
    pub groups: GroupRows,
    /// Ties, where they are asked for.
    pub ties: TieRows,
    /// Policies.
    pub policies: PolicyRows,
}
