//! Capacity: the time and the quality of what teachers learn from.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Professional development for each teacher, in hours a year."]
    DEVELOPMENT_HOURS = "capacity.development_hours": 50.0 in 0.0..=200.0, "hours a year",
        triangular(35.0, 50.0, 62.0), "cpd-hours", A,
        "higher expertise, with less from each further hour", follows Rising;
    #[doc = "Quality of the professional development that schools receive, where 1 is today's."]
    DEVELOPMENT_QUALITY = "capacity.development_quality": 1.0 in 0.0..=3.0, "ratio to today",
        triangular(0.5, 1.0, 2.0), "cpd-quality-share", B,
        "higher expertise; which features make quality is disputed", follows Rising;
    #[doc = "How far teachers regularly watch one another teach without a judgement, from today's practice (0) to all of them (1)."]
    PEER_OBSERVATION = "capacity.peer_observation": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "peer-obs-published", B,
        "between no gain and a small one: two readings of the same trial disagree", follows Rising;
    #[doc = "Working time of a full-time teacher in term, in hours a week."]
    WORKING_HOURS = "capacity.working_hours_per_week": 52.4 in 35.0..=70.0, "hours a week",
        triangular(48.0, 52.4, 56.0), "workload", A,
        "more strain and more leaving", follows Falling;
    #[doc = "Training and support of governing boards beyond today's, from none (0) to full (1)."]
    BOARD_DEVELOPMENT = "capacity.board_development": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "head-seed-drift", C,
        "schools see themselves more soberly", follows Rising;
    #[doc = "Expert support for schools beyond today's, from none (0) to full (1)."]
    EXPERT_SUPPORT = "capacity.expert_support": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more comes of a school's own efforts", follows Rising;
    #[doc = "Supply of evidence on what works beyond today's, from none (0) to full (1)."]
    EVIDENCE_SUPPLY = "capacity.evidence_supply": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "literacy-octopus", A,
        "nothing by itself", follows Rising;
    #[doc = "Time and skill to put evidence to use, from none (0) to full (1)."]
    IMPLEMENTATION = "capacity.implementation_capacity": 0.3 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "literacy-octopus", C,
        "evidence that is supplied comes to use", follows Rising;
    #[doc = "Share of a school's teachers who work in a partner school for part of a year."]
    STAFF_EXCHANGE = "capacity.staff_exchange": 0.0 in 0.0..=0.5, "share of teachers",
        uniform(0.0, 0.1), "assumption", C,
        "more is carried from school to school, and lessons to be covered at home", follows Rising;
    #[doc = "How far middle leaders decide and lead improvement, beyond today's (0) to everywhere (1)."]
    MIDDLE_LEADERS = "capacity.middle_leaders": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more of what partners bring reaches classrooms", follows Rising;
    #[doc = "How far schools look at their needs again in mid-year, from not (0) to all of them (1)."]
    MONITORING = "capacity.monitoring": 0.0 in 0.0..=1.0, "share of schools", uniform(0.0, 1.0),
        "assumption", C,
        "work on what matters, or chasing noise", follows Rising;
    #[doc = "Heads designated as system leaders, for each hundred schools."]
    SYSTEM_LEADERS = "capacity.system_leaders_per_100": 3.0 in 0.0..=20.0, "heads per 100 schools",
        triangular(0.0, 3.0, 8.0), "nle", C,
        "help for more schools, and cost at home", follows Rising;
    #[doc = "Days that a system leader gives in a year to each school that is helped."]
    LEADER_DAYS = "capacity.system_leader_days": 6.0 in 0.0..=60.0, "days a year",
        triangular(3.0, 6.0, 20.0), "nle-dose", B,
        "more for each school helped", follows Rising;
    #[doc = "How far only schools with the top grade may provide system leaders and hubs, from not (0) to strictly (1)."]
    TOP_GRADE = "capacity.designation_by_top_grade": 0.8 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "grade-fsm-secondary", C,
        "fewer helpers in poor areas";
    #[doc = "How far system leaders and hubs are chosen by improvement on their school's own past (1) instead of by results (0)."]
    BY_IMPROVEMENT = "capacity.designation_by_improvement": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "more helpers who have turned schools round, and more luck in the choice";
    #[doc = "Training of system leaders for work in other schools, from none (0) to full (1)."]
    LEADER_TRAINING = "capacity.system_leader_training": 0.3 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "more comes of each day", follows Rising;
    #[doc = "Who decides what system leaders do: scripted programmes (0) or they themselves (1)."]
    LEADER_AUTONOMY = "capacity.system_leader_autonomy": 0.5 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "more heads are willing, and help fits better; results vary more", follows Rising;
    #[doc = "Share of the time of system leaders and hubs that is paid for, so that others teach at home."]
    BACKFILL = "capacity.helpers_backfill": 0.3 in 0.0..=1.0, "share of time", uniform(0.0, 1.0),
        "assumption", C,
        "less cost at home", follows Rising;
    #[doc = "Share of new heads who have a trained mentor in their first three years."]
    MENTORING = "capacity.head_mentoring": 0.2 in 0.0..=1.0, "share of new heads",
        uniform(0.0, 1.0), "head-retention-3yr", C,
        "more new heads stay, and a change of head costs less", follows Rising;
    #[doc = "Share of senior teachers who take a qualification for headship."]
    QUALIFICATIONS = "capacity.leadership_qualifications": 0.3 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "more and better successors from the school's own staff", follows Rising;
    #[doc = "Share of the fees of such qualifications that is paid for."]
    BURSARIES = "capacity.qualification_bursaries": 0.3 in 0.0..=1.0, "share of fees",
        uniform(0.0, 1.0), "assumption", C,
        "schools short of money take part", follows Rising;
    #[doc = "Care of governing boards for their heads beyond today's, from none (0) to full (1)."]
    BOARD_CARE = "capacity.board_care": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "head-retention-3yr", C,
        "fewer heads leave", follows Rising;
    #[doc = "Support of new teachers by a mentor and time, from none (0) to full (1)."]
    EARLY_CAREER = "capacity.early_career_support": 0.5 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "ecf-retention", B,
        "nothing has been found on leaving; a steeper start is hoped for", follows Rising;
    #[doc = "Years for which new teachers are supported before they have full status."]
    NOVICE_YEARS = "capacity.novice_years": 2.0 in 1.0..=5.0, "years", triangular(1.0, 2.0, 4.0),
        "ecf-retention", C,
        "a longer steep start, and fewer who enter if status waits";
    #[doc = "Hours of professional development a year that every teacher is sure of, whatever the school's budget."]
    ENTITLEMENT = "capacity.development_entitlement_hours": 0.0 in 0.0..=150.0, "hours a year",
        uniform(0.0, 50.0), "cpd-epi", B,
        "development where budgets are short", follows Rising;
    #[doc = "Share of schools with a senior leader who has time for professional development."]
    DEVELOPMENT_LEAD = "capacity.development_lead": 0.3 in 0.0..=1.0, "share of schools",
        uniform(0.0, 1.0), "cpd-quality-share", C,
        "better chosen development", follows Rising;
    #[doc = "Share of professional development that carries a mark of quality."]
    QUALITY_MARK = "capacity.quality_mark": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "cpd-quality-share", C,
        "better development, and more of it bought", follows Rising;
    #[doc = "Teachers who qualify in a year, where 1 is today's number."]
    TRAINEES = "capacity.trainees_ratio": 1.0 in 0.5..=2.0, "ratio to today",
        triangular(0.8, 1.0, 1.2), "vacancy", C,
        "more applicants for each post", follows Rising;
    #[doc = "Routes into teaching in the area itself, beyond today's, from none (0) to full (1)."]
    AREA_ROUTES = "capacity.area_routes": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more applicants where few come", follows Rising;
    #[doc = "Share of new teachers who come by routes that select strictly, beyond today's."]
    SELECTIVE_ROUTES = "capacity.selective_routes": 0.0 in 0.0..=1.0, "share of new teachers",
        uniform(0.0, 0.3), "teacher-observables", C,
        "teachers who start better and leave sooner";
    #[doc = "Share of teachers employed by a trust, federation or cluster for all its schools, beyond today's."]
    SHARED_CONTRACTS = "capacity.shared_contracts": 0.0 in 0.0..=1.0, "share of teachers",
        uniform(0.0, 0.5), "mat-moves", C,
        "fewer empty posts in schools where few apply", follows Rising;
    #[doc = "Training of leaders in judging what their school needs, beyond today's, from none (0) to full (1)."]
    DIAGNOSIS_TRAINING = "capacity.diagnosis_training": 0.0 in 0.0..=1.0, "share",
        uniform(0.0, 1.0), "assumption", C,
        "work on what matters most", follows Rising;
}
