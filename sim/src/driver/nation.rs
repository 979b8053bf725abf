//! The nation: what happens to all schools at once.

use crate::catalogue::uniform;
use crate::parameters::levers;

levers! {
    #[doc = "Weeks of teaching lost in a year to a common shock, such as closed schools."]
    LOST_WEEKS = "nation.lost_weeks": 0.0 in 0.0..=39.0, "weeks a year", uniform(0.0, 20.0),
        "assumption", C,
        "lower attainment";
}
