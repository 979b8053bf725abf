//! Place: what reaches children outside school.

use crate::catalogue::uniform;
use crate::parameters::levers;

levers! {
    #[doc = "Strength of the area's services for children outside school, in SD of areas beyond today's."]
    AREA_SERVICES = "place.area_services": 0.0 in -3.0..=3.0, "SD of areas",
        uniform(-1.0, 2.0), "opportunity-areas", C,
        "a smaller drift apart of disadvantaged pupils; no causal estimate is published", follows Rising;
    #[doc = "Strength of a programme that brings an area's services and schools together, from none (0) to full (1)."]
    OPPORTUNITY_AREA = "place.opportunity_area": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "opportunity-areas", C,
        "a smaller gap after some years, gone when a short programme ends", follows Rising;
    #[doc = "How strongly staff and heads feel they belong to the area, beyond today's (0) to very strongly (1)."]
    SENSE_OF_PLACE = "place.sense_of_place": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "fewer teachers and heads leave", follows Rising;
    #[doc = "What changes in an area's families add to every pupil in a year."]
    PUPIL_GROWTH = "place.pupil_growth": 0.0 in -0.05..=0.05, "pupil SD a year",
        uniform(-0.01, 0.01), "london-premium", C,
        "higher attainment that no school has earned";
}
