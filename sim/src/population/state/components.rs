//! Every component field by field: the word in its column's name, its unit and what it is.

use super::part::{Name, Part, Walk, field};
use crate::agent::*;
use crate::population::{Baseline, Leadership, Published};

/// For each field its word, unit, sentence and, for an array, the words of its places.
macro_rules! parts {
    ($($type:ident { $($field:tt: $word:literal, $unit:literal, $sentence:literal
        $(, $places:expr)?;)* })*) => { $(
        impl Part for $type {
            const BLANK: Self = Self { $($field: Part::BLANK),* };

            fn walk<R, W: Walk<R>>(
                name: &Name,
                get: impl Fn(&R) -> Self + Copy,
                set: impl Fn(&mut R, Self) + Copy,
                walk: &mut W,
            ) -> Result<(), W::Error> {
                $(
                    let places: &[&[&'static str]] = &[$($places)?];
                    let places = places.first().copied().unwrap_or_default();
                    let change = move |row: &mut R, value| {
                        let mut whole = get(row);
                        whole.$field = value;
                        set(row, whole);
                    };
                    let inside = name.inside($word, $unit, $sentence, places);
                    field(&inside, move |row: &R| get(row).$field, change, walk)?;
                )*
                Ok(())
            }
        }
    )* };
}

const BY_GROUP: &[&str] = &["disadvantaged", "other"];
const BY_TEST: &[&str] = &["at_7", "at_11", "at_16"];
const BY_RESULT: &[&str] = &["at_11", "at_16"];
const BY_STAGE: &[&str] = &["primary", "other"];
const BY_KEY_STAGE: &[&str] = &["7_to_11", "11_to_16"];
const BY_ACTIVITY: &[&str] =
    &["instruction", "compliance", "competition", "collaboration", "administration"];
const BY_DOMAIN: &[&str] =
    &["teaching", "curriculum", "behaviour", "inclusion", "leadership", "staff_learning"];

parts! {
    SchoolId { 0: "", "number", "Number of the school, from 0."; }
    Urn { 0: "", "number", "Unique reference number in the register."; }
    Authority { 0: "", "position", "Local authority: position in the model's table, from 0."; }
    Place {
        easting: "easting", "km", "East of the national grid's origin.";
        northing: "northing", "km", "North of the national grid's origin.";
    }
    Ages {
        low: "low", "years", "Lowest age taught.";
        high: "high", "years", "Age by which pupils have left.";
    }
    Roll { 0: "", "pupils", "Pupils on roll."; }
    Capacity { 0: "", "places", "Places."; }
    FreeMeals { 0: "", "share", "Pupils eligible for free meals in the base year."; }
    Disadvantaged { 0: "", "share", "Pupils with free meals at any time in six years."; }
    Disadvantage { 0: "", "SD of the stage", "Free-meal share against the mean of the stage."; }
    IntakeLevel { 0: "", "pupil SD", "What its own entrants have beyond others of their group."; }
    Culture { 0: "", "SD of schools", "Lasting part of its culture and place."; }
    Climate { 0: "", "SD of schools", "Climate for professional learning."; }
    Practice { 0: "", "SD of schools", "Strength of practice in a domain.", BY_DOMAIN; }
    StaffPlan {
        class_posts: "class_posts", "posts", "Posts of class teachers: the first of its posts.";
        class_years: "class_years", "year groups", "Year groups taught by class teachers.";
    }
    Selective { 0: "", "", "Whether it chooses its pupils by attainment."; }
    InGroup { 0: "", "number", "Its trust or federation: number from 0; missing where it has none."; }
    Inspected { 0: "", "", "Overall grade of the last inspection; missing where there is none."; }
    Neighbourhood { 0: "", "number", "Small census area: schools with one number are neighbours."; }
    UsualRoll { 0: "", "pupils", "Pupils on roll when the population was drawn."; }
    Appeal { 0: "", "logarithm", "Draw on families beyond distance, likeness and reputation.", BY_GROUP; }
    Admissions {
        first_preferences: "first_preferences", "families", "Families who put it first last autumn.";
        first_preferences_met: "first_preferences_met", "families", "Those of them offered a place.";
        offers: "offers", "places", "Places offered.";
        offers_elsewhere: "offers_elsewhere", "places", "Places offered to another authority's children.";
        empty_nearby: "empty_nearby", "share", "Places that stay empty in the schools that its families look at.";
    }
    Finance {
        cost_of_post: "cost_of_post", "pounds a year", "What one post costs.";
        other_per_pupil: "other_per_pupil", "pounds a year", "Other spending for each pupil.";
        development_per_pupil: "development_per_pupil", "pounds a year", "Planned spending on development for each pupil.";
        growth: "growth", "ratio", "What income is for each pound of the base year, in real terms.";
        income: "income", "pounds", "Income of the year.";
        balance: "balance", "pounds", "Income of the year less spending.";
        partnership: "partnership", "pounds a year", "Money for time with partners for each pupil.";
        usual_income: "usual_income", "pounds a year", "Income for each pupil in the base year, the lump sum apart.";
        reserves: "reserves", "pounds", "Reserves at the end of the last year.";
        spend_per_pupil: "spend_per_pupil", "pounds a year", "Spending for each pupil.";
        resources: "resources", "thousand pounds a year", "Spending for each pupil beyond the mean of the stage.";
        development: "development", "ratio", "Development bought, where 1 is the base year's.";
        freezes_posts: "freezes_posts", "", "Whether posts that fall vacant stay empty.";
    }
    Reputation { 0: "", "SD of results", "Reputation among parents."; }
    AreaGrowth { 0: "", "pupil SD a year", "What life outside school adds in the area between two ages.", BY_KEY_STAGE; }
    SchoolPart { 0: "", "pupil SD a year", "What the school adds beside its teachers."; }
    StaffExpertise { 0: "", "pupil SD a year", "Mean expertise of its teachers."; }
    StaffMood {
        strain: "strain", "0 to 1", "Mean strain of its teachers.";
        commitment: "commitment", "0 to 1", "Mean commitment of its teachers.";
    }
    StaffTurnover {
        left: "left", "teachers", "Teachers who left the state sector last summer.";
        moved: "moved", "teachers", "Teachers who moved to another school last summer.";
        vacant: "vacant", "posts", "Posts covered by supply teachers since.";
        frozen: "frozen", "posts", "Posts kept empty since.";
    }
    Leavers {
        pupils: "pupils", "pupils", "Last summer's leavers of this age.", BY_GROUP;
        attainment: "attainment", "pupil SD", "Their true mean attainment.", BY_GROUP;
        measured: "measured", "pupil SD", "Their measured mean attainment.", BY_GROUP;
        prior: "prior", "pupil SD", "Their measured mean at the earlier stage.", BY_GROUP;
        progress: "progress", "SD of pupils' progress", "Their progress by the official method.";
    }
    Results {
        at_11: "at_11", "", "";
        at_16: "at_16", "", "";
    }
    YearGain { 0: "", "pupil SD", "What an average pupil gains in the year against the nation."; }
}

parts! {
    Open { 0: "", "", "Whether the school is open."; }
    Attention { 0: "", "share", "Share of the head's working time.", BY_ACTIVITY; }
    Effort { 0: "", "ratio", "Total effort of its leaders, where 1 is usual."; }
    Pressure {
        accountability: "accountability", "stakes", "Pressure from judgements and published results.";
        competition: "competition", "share", "Pressure from other schools.";
        staff: "staff", "stakes", "What of the first reaches the staff, beyond the usual.";
    }
    CountsMost { 0: "", "position", "Domain of practice that counts most here, from 0."; }
    Board { 0: "", "0 to 1", "How firmly the governing board challenges the head."; }
    SelfEvaluation {
        diagnosis: "diagnosis", "0 to 1", "How well it tells its needs apart.";
        insight: "insight", "share", "What it has learned to see, fading.";
        bias: "bias", "SD of schools", "How much better it thinks of itself than it is.";
        reported: "reported", "SD of schools", "How good it says it is.";
    }
    Priorities {
        chosen: "chosen", "bits", "Domains of practice it works on: one bit each.";
        push: "push", "logarithm", "What comes of the work in each of them, where 0 is usual.";
    }
    TestPreparation {
        tips: "tips", "pupil SD", "Measured results by tricks, fading.";
        tuning: "tuning", "pupil SD", "Measured results by this year's preparation.";
    }
    Visits {
        terms: "terms", "terms", "Terms since the last graded inspection.";
        low: "low", "visits", "Inspections in a row with Requires improvement or worse.";
        this_year: "this_year", "grade", "Grade of this school year's inspection, 1 to 4; 0 without.";
        transferred: "transferred", "", "Whether the last inspection made it change hands.";
        expected: "expected", "SD", "Score that it could expect if it were inspected now.";
    }
    TrackRecord {
        progress: "progress", "SD of schools", "Published progress of some years.";
        raw: "raw", "SD of schools", "Published raw attainment of some years.";
    }
    Unseen { 0: "", "SD of schools", "What inspectors see and results do not show."; }
    Churn { 0: "", "changes", "Disturbance by changes of structure, fading."; }
    AreaProgramme { 0: "", "0 to 1", "How far a programme for the area has come into its own."; }
    Partners {
        ties: "ties", "ties", "Ties that it has.";
        working: "working", "ties", "Ties that work.";
        kinds: "kinds", "bits", "Kinds of tie: one bit each.";
        brokered: "brokered", "", "Whether a broker brought it a partner who helps it.";
        room: "room", "hours a term", "Hours that it has for partners.";
        wanted: "wanted", "hours a term", "Hours that its ties would take.";
        hours: "hours", "hours a term", "Hours that it gives to all its ties.";
        trust: "trust", "0 to 1", "Sum of trust over its ties that work.";
        depth: "depth", "0 to 1", "Sum of depth over its ties that work.";
        km: "km", "km", "Sum of kilometres over its ties that work.";
    }
    Exchange {
        learned: "learned", "pupil SD a year", "Practice that its teachers learn with partners.";
        from_centre: "from_centre", "pupil SD a year", "Practice that its teachers learn from the centre of its group.";
        challenge: "challenge", "0 to 1", "Challenge by partners.";
        pairing: "pairing", "share", "Teachers paired with stronger ones of a partner.";
        paired_with: "paired_with", "pupil SD a year", "Expertise of the staff with whom they are paired.";
        conformity: "conformity", "0 to 1", "How far reviews bring it to do as all do.";
        helping: "helping", "hours a term", "Hours given to partners who take more than they give.";
        burden: "burden", "hours a term", "The same for each of its teachers.";
    }
    Introduced {
        helper: "helper", "number", "The helper whom it was brought this autumn; missing without one.";
        sent: "sent", "hours a term", "Hours for which a system leader is sent.";
    }
    Religious { 0: "", "", "Whether it has a religious character."; }
    InCluster { 0: "", "number", "Its cluster: number of the school that it is named after; missing without one."; }
    Designated {
        hub: "hub", "", "Whether it is a hub.";
        leader: "leader", "", "Whether its head is a system leader.";
        past: "past", "SD of schools", "Published progress of earlier years, fading slowly.";
    }
    ServedBy {
        hub: "hub", "number", "The hub that it belongs to: number of a school; missing without one.";
        hours: "hours", "hours a term", "Hours that the hub has for it.";
    }
    Bench { 0: "", "SD of heads", "How ready its own senior staff are to lead it."; }
}

parts! {
    Leads { 0: "", "number", "The school that the head leads."; }
    Skill { 0: "", "SD of heads", "Skill of the head as a leader of learning."; }
    Collaborator {
        disposition: "disposition", "SD of heads", "How willing the head is to work with others.";
        skill: "partnership_skill", "SD of heads", "Skill of the head in leading partnerships.";
    }
    Tenure { 0: "", "terms", "Terms of the head in the post."; }
    LedBy {
        years: "years", "school years", "Years completed by whoever led in the year that ends.";
        headship: "headship", "", "How that head came to the post.";
        leaves: "leaves", "", "Whether that head, if appointed, goes this summer.";
    }
    Executive {
        lead: "lead", "number", "The school whose head leads this one too; missing where it has its own.";
        schools: "schools", "schools", "Schools that its own head leads, this one included.";
    }
}

parts! {
    Talent { 0: "", "pupil SD a year", "What the teacher brings."; }
    Experience { 0: "", "terms", "Terms taught since qualifying."; }
    Learned { 0: "", "pupil SD a year", "Practice learned and not yet faded."; }
    Expertise { 0: "", "pupil SD a year", "What a class gains in a year with this teacher."; }
    Strain { 0: "", "0 to 1", "Strain of the teacher."; }
    Commitment { 0: "", "0 to 1", "Commitment of the teacher to the school and the work."; }
    Lessons {
        class: "class", "position", "Position among the school's class teachers.";
        first: "first", "position", "First year group taught, from the school's lowest.";
        share: "share", "share", "Share of a year group's teaching, from the first on.";
    }
}

parts! {
    YearGroup { 0: "", "year group", "Year group: 0 is reception."; }
    Pupils { 0: "", "pupils", "Pupils of the year group.", BY_GROUP; }
    Intake { 0: "", "pupil SD", "What its pupils shared on entry beyond their groups' places."; }
    Outside { 0: "", "pupil SD", "Where the group stands beyond what both share.", BY_GROUP; }
    Lasting { 0: "", "pupil SD", "Gain at this school that stays."; }
    Passing { 0: "", "pupil SD", "Gain of the year that is gone by September."; }
    Prior {
        measured: "measured", "pupil SD", "Mean in the tests of the earlier stage.", BY_GROUP;
        luck: "luck", "pupil SD", "The part of it that is chance.", BY_GROUP;
    }
}

parts! {
    Tie {
        kind: "kind", "", "What the two schools do together; none in a row without a tie.";
        with: "with", "number", "The partner: number of the school, from 0.";
        motive: "motive", "", "Why the school began the tie.";
        domain: "domain", "position", "Domain of practice on which they work, from 0.";
        remote: "remote", "", "Whether they meet from afar.";
        age: "age", "terms", "Terms since it began.";
        agreed: "agreed", "terms", "Terms for which it is still agreed.";
        sent: "sent", "hours a term", "Hours for which a helper is sent.";
    }
    Bond {
        trust: "trust", "0 to 1", "Trust between the two.";
        depth: "depth", "0 to 1", "Depth, from tips to joint work on practice.";
        rigour: "rigour", "0 to 1", "Rigour with which they challenge one another.";
        hours: "hours", "hours a term", "Hours that each gives to it.";
        balance: "balance", "-1 to 1", "What the school that began it gives less what it takes.";
    }
    Fit {
        km: "km", "km", "Kilometres between the two.";
        likeness: "likeness", "0 to 1", "Likeness of what they have to deal with.";
        rivalry: "rivalry", "0 to 1", "How far they live on the same families.";
        complement: "complement", "share", "Domains of need in which one is clearly better.";
    }
}

parts! {
    Published {
        raw_mean: "raw_mean", "pupil SD", "Mean over schools of measured attainment.";
        raw_sd: "raw_sd", "pupil SD", "Its spread between schools.";
        progress_mean: "progress_mean", "SD of progress", "Mean over schools of progress.";
        progress_sd: "progress_sd", "SD of progress", "Its spread between schools.";
        gained: "gained", "pupil SD", "Mean result less what the earlier result foretells.";
        raw_pupils: "raw_pupils", "pupil SD", "Mean over pupils of measured attainment.";
        raw_by_poverty: "raw_by_poverty", "SD per SD", "What free meals foretell of attainment.";
        progress_by_poverty: "progress_by_poverty", "SD per SD", "What free meals foretell of progress.";
    }
    Baseline {
        expertise: "expertise", "pupil SD a year", "Mean expertise of teachers.";
        learned: "learned", "pupil SD a year", "Mean learned practice of teachers.";
        turnover: "turnover", "share", "Posts that change hands in a year.";
        vacancy: "vacancy", "share", "Posts covered by supply teachers.";
        school_mean: "school_mean", "SD of schools", "Mean of climate plus mean practice.";
        school_sd: "school_sd", "SD of schools", "Spread of the same.";
        disadvantaged: "disadvantaged", "share", "Pupils who are disadvantaged.";
        climate: "climate", "SD of schools", "Mean climate.";
        practice: "practice", "SD of schools", "Mean practice.";
        resources: "resources", "thousand pounds a year", "Mean spending for each pupil beyond the lump sum.", BY_STAGE;
        published: "published", "", "", BY_RESULT;
        attainment: "attainment", "pupil SD", "Mean attainment before centring.", BY_TEST;
        leadership: "leadership", "", "";
    }
    Leadership {
        pressure: "pressure", "stakes", "Mean pressure from judgements and published results.";
        threat: "threat", "share", "Mean pressure from other schools.";
        instruction: "instruction", "logarithm", "Mean of effort that goes to instruction.";
        compliance: "compliance", "ratio", "Mean effort that goes to compliance.";
        competition: "competition", "ratio", "Mean effort that goes to competition.";
        push: "push", "logarithm", "Mean push on practice.";
        bias: "bias", "SD of schools", "Mean optimism of schools about themselves.";
        churn: "churn", "changes", "Mean disturbance.";
        burden: "burden", "hours a term", "Mean help for other schools, for each teacher.";
        conformity: "conformity", "0 to 1", "Mean of how far reviews bring schools to do as all do.";
        tips: "tips", "pupil SD", "Mean of tips in measured results.";
        tuning: "tuning", "pupil SD", "Mean tuning of measured results.";
    }
}
