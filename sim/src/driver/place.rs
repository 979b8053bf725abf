//! Place: what reaches children outside school.

use crate::catalogue::uniform;
use crate::parameters::levers;

levers! {
    #[doc = "Strength of the area's services for children outside school, in SD of areas beyond today's."]
    AREA_SERVICES = "place.area_services": 0.0 in -3.0..=3.0, "SD of areas",
        uniform(-1.0, 2.0), "opportunity-areas", C,
        "a smaller drift apart of disadvantaged pupils; no causal estimate is published";
}
