//! The 152 local authorities: a table of facts.
//!
//! Computed from the register of schools (Get Information About Schools, open state mainstream
//! schools, July 2022; roll and free-meal share of the January 2021 census). Contains public sector
//! information licensed under the Open Government Licence v3.0.

use crate::agent::Region;
use crate::agent::Region::*;

/// What the register says of one local authority.
#[derive(Clone, Copy, Debug)]
pub struct AuthorityFacts {
    /// Three-digit code.
    pub code: u16,
    /// Name.
    pub name: &'static str,
    /// Region.
    pub region: Region,
    /// Share of pupils eligible for free meals.
    pub free_meals: f64,
    /// Kilometres east and north of the grid's origin: mean over its schools.
    pub centre: (f64, f64),
    /// Root mean square distance of its schools from the centre, km; 0 for a single school.
    pub spread: f64,
    /// Primary schools by setting: conurbation, city and town, rural town, village.
    pub primary: [u16; 4],
    /// Secondary, middle deemed secondary and all-through schools by setting, in the same order.
    pub secondary: [u16; 4],
}

type Row = (u16, &'static str, Region, f64, f64, f64, f64, [u16; 4], [u16; 4]);

/// Every authority, in the order of the codes.
pub const AUTHORITIES: [AuthorityFacts; 152] = {
    let mut facts = [facts_of(ROWS[0]); 152];
    let mut i = 1;
    while i < facts.len() {
        facts[i] = facts_of(ROWS[i]);
        i += 1;
    }
    facts
};

const fn facts_of(row: Row) -> AuthorityFacts {
    AuthorityFacts {
        code: row.0,
        name: row.1,
        region: row.2,
        free_meals: row.3,
        centre: (row.4, row.5),
        spread: row.6,
        primary: row.7,
        secondary: row.8,
    }
}

#[rustfmt::skip]
#[expect(clippy::approx_constant, reason = "a share of pupils that happens to be close to 1/π")]
const ROWS: [Row; 152] = [
    (201, "City of London", London, 0.137, 533.5, 181.2, 0.0, [1, 0, 0, 0], [0, 0, 0, 0]),
    (202, "Camden", London, 0.369, 528.7, 184.5, 2.2, [40, 0, 0, 0], [10, 0, 0, 0]),
    (203, "Greenwich", London, 0.246, 543.2, 177.7, 3.2, [63, 0, 0, 0], [16, 0, 0, 0]),
    (204, "Hackney", London, 0.376, 534.0, 185.4, 1.8, [58, 0, 0, 0], [16, 0, 0, 0]),
    (205, "Hammersmith and Fulham", London, 0.259, 523.4, 178.8, 2.0, [36, 0, 0, 0], [11, 0, 0, 0]),
    (206, "Islington", London, 0.389, 531.2, 185.2, 1.9, [45, 0, 0, 0], [10, 0, 0, 0]),
    (207, "Kensington and Chelsea", London, 0.295, 524.9, 179.8, 2.1, [27, 0, 0, 0], [6, 0, 0, 0]),
    (208, "Lambeth", London, 0.324, 530.8, 174.7, 2.7, [60, 0, 0, 0], [19, 0, 0, 0]),
    (209, "Lewisham", London, 0.237, 537.2, 173.9, 2.6, [64, 0, 0, 0], [14, 0, 0, 0]),
    (210, "Southwark", London, 0.333, 533.6, 178.0, 2.3, [73, 0, 0, 0], [20, 0, 0, 0]),
    (211, "Tower Hamlets", London, 0.386, 535.9, 181.7, 1.9, [65, 0, 0, 0], [18, 0, 0, 0]),
    (212, "Wandsworth", London, 0.237, 526.9, 174.0, 2.7, [62, 0, 0, 0], [11, 0, 0, 0]),
    (213, "Westminster", London, 0.316, 527.1, 181.8, 2.5, [39, 0, 0, 0], [12, 0, 0, 0]),
    (301, "Barking and Dagenham", London, 0.239, 547.9, 184.7, 2.4, [43, 0, 0, 0], [13, 0, 0, 0]),
    (302, "Barnet", London, 0.18, 524.8, 191.7, 3.8, [90, 0, 0, 0], [27, 1, 0, 0]),
    (303, "Bexley", London, 0.164, 548.2, 175.7, 3.0, [59, 0, 0, 0], [16, 0, 0, 0]),
    (304, "Brent", London, 0.174, 520.9, 185.1, 3.0, [60, 0, 0, 0], [16, 0, 0, 0]),
    (305, "Bromley", London, 0.136, 541.9, 168.0, 4.8, [69, 4, 0, 3], [18, 0, 0, 1]),
    (306, "Croydon", London, 0.279, 532.7, 165.5, 4.1, [86, 0, 0, 0], [22, 0, 0, 0]),
    (307, "Ealing", London, 0.226, 515.0, 181.0, 3.3, [67, 0, 0, 0], [17, 0, 0, 0]),
    (308, "Enfield", London, 0.243, 533.5, 195.7, 3.2, [65, 1, 0, 2], [21, 0, 0, 0]),
    (309, "Haringey", London, 0.229, 531.6, 189.6, 2.3, [63, 0, 0, 0], [12, 0, 0, 0]),
    (310, "Harrow", London, 0.152, 515.1, 189.7, 2.9, [40, 0, 0, 0], [13, 0, 0, 0]),
    (311, "Havering", London, 0.176, 553.0, 188.2, 3.5, [58, 1, 0, 0], [18, 0, 0, 0]),
    (312, "Hillingdon", London, 0.182, 508.6, 183.2, 4.3, [64, 1, 2, 0], [21, 0, 1, 0]),
    (313, "Hounslow", London, 0.212, 513.1, 176.2, 3.9, [51, 0, 0, 0], [20, 0, 0, 0]),
    (314, "Kingston upon Thames", London, 0.121, 518.9, 167.8, 2.6, [34, 1, 0, 0], [11, 0, 0, 0]),
    (315, "Merton", London, 0.225, 525.8, 169.2, 2.4, [44, 0, 0, 0], [9, 0, 0, 0]),
    (316, "Newham", London, 0.288, 540.8, 183.5, 2.1, [68, 0, 0, 0], [21, 0, 0, 0]),
    (317, "Redbridge", London, 0.152, 544.2, 188.8, 2.9, [52, 0, 0, 0], [19, 0, 0, 0]),
    (318, "Richmond upon Thames", London, 0.115, 516.6, 173.4, 3.3, [45, 0, 0, 0], [11, 0, 0, 0]),
    (319, "Sutton", London, 0.152, 527.2, 164.5, 2.5, [40, 0, 0, 0], [15, 0, 0, 0]),
    (320, "Waltham Forest", London, 0.225, 537.8, 189.4, 2.6, [51, 0, 0, 0], [17, 0, 0, 0]),
    (330, "Birmingham", WestMidlands, 0.355, 408.1, 286.5, 6.7, [295, 0, 0, 0], [88, 0, 0, 0]),
    (331, "Coventry", WestMidlands, 0.234, 434.1, 279.7, 3.6, [0, 85, 0, 0], [0, 22, 0, 0]),
    (332, "Dudley", WestMidlands, 0.233, 392.2, 287.0, 4.4, [78, 0, 0, 0], [19, 0, 0, 0]),
    (333, "Sandwell", WestMidlands, 0.287, 399.8, 290.5, 4.1, [94, 0, 0, 0], [20, 0, 0, 0]),
    (334, "Solihull", WestMidlands, 0.223, 415.2, 280.7, 5.6, [49, 3, 4, 3], [14, 0, 1, 0]),
    (335, "Walsall", WestMidlands, 0.321, 401.2, 299.9, 4.2, [83, 0, 1, 1], [19, 0, 0, 0]),
    (336, "Wolverhampton", WestMidlands, 0.36, 392.2, 299.2, 3.4, [71, 0, 0, 0], [20, 0, 0, 0]),
    (340, "Knowsley", NorthWest, 0.389, 343.8, 391.7, 4.9, [45, 4, 1, 0], [6, 0, 0, 0]),
    (341, "Liverpool", NorthWest, 0.321, 338.6, 390.6, 4.2, [118, 0, 0, 0], [32, 0, 0, 0]),
    (342, "St. Helens", NorthWest, 0.237, 352.3, 395.7, 4.2, [47, 4, 3, 0], [8, 1, 0, 0]),
    (343, "Sefton", NorthWest, 0.216, 334.2, 401.4, 8.1, [46, 28, 0, 1], [11, 7, 0, 0]),
    (344, "Wirral", NorthWest, 0.258, 330.2, 387.3, 4.8, [88, 0, 0, 2], [20, 0, 0, 0]),
    (350, "Bolton", NorthWest, 0.247, 371.3, 408.5, 4.2, [87, 9, 1, 0], [18, 1, 0, 1]),
    (351, "Bury", NorthWest, 0.213, 380.3, 409.8, 4.3, [59, 1, 1, 3], [12, 0, 0, 1]),
    (352, "Manchester", NorthWest, 0.374, 385.3, 395.8, 5.2, [135, 0, 0, 0], [31, 0, 0, 0]),
    (353, "Oldham", NorthWest, 0.27, 393.0, 405.1, 3.6, [80, 5, 0, 1], [11, 1, 1, 0]),
    (354, "Rochdale", NorthWest, 0.269, 388.6, 411.9, 4.3, [67, 1, 1, 0], [12, 0, 1, 0]),
    (355, "Salford", NorthWest, 0.3, 377.1, 400.4, 4.6, [76, 0, 0, 0], [15, 0, 0, 0]),
    (356, "Stockport", NorthWest, 0.175, 389.4, 388.9, 3.9, [82, 3, 0, 0], [14, 0, 0, 0]),
    (357, "Tameside", NorthWest, 0.269, 395.0, 397.7, 3.6, [74, 2, 0, 0], [15, 0, 0, 1]),
    (358, "Trafford", NorthWest, 0.135, 377.7, 391.8, 3.9, [63, 1, 0, 0], [19, 0, 0, 0]),
    (359, "Wigan", NorthWest, 0.233, 360.6, 403.1, 5.9, [95, 1, 4, 1], [19, 0, 0, 0]),
    (370, "Barnsley", YorkshireAndTheHumber, 0.264, 436.1, 405.5, 6.3, [59, 9, 7, 2], [9, 1, 0, 1]),
    (371, "Doncaster", YorkshireAndTheHumber, 0.256, 457.8, 403.9, 7.6, [65, 16, 15, 2], [16, 2, 2, 0]),
    (372, "Rotherham", YorkshireAndTheHumber, 0.234, 445.1, 392.6, 6.3, [69, 14, 10, 2], [12, 3, 1, 0]),
    (373, "Sheffield", YorkshireAndTheHumber, 0.29, 435.2, 386.8, 6.0, [123, 7, 2, 1], [28, 1, 1, 0]),
    (380, "Bradford", YorkshireAndTheHumber, 0.263, 414.4, 434.6, 6.4, [117, 27, 8, 4], [29, 4, 2, 0]),
    (381, "Calderdale", YorkshireAndTheHumber, 0.221, 407.7, 424.5, 6.4, [51, 8, 11, 12], [11, 1, 1, 0]),
    (382, "Kirklees", YorkshireAndTheHumber, 0.243, 419.2, 418.1, 7.7, [107, 11, 14, 11], [23, 2, 1, 1]),
    (383, "Leeds", YorkshireAndTheHumber, 0.244, 429.9, 434.9, 8.0, [184, 19, 14, 5], [39, 5, 1, 0]),
    (384, "Wakefield", YorkshireAndTheHumber, 0.215, 438.9, 420.6, 7.8, [40, 50, 18, 5], [7, 9, 2, 0]),
    (390, "Gateshead", NorthEast, 0.276, 425.4, 561.1, 5.6, [59, 1, 6, 1], [9, 0, 0, 0]),
    (391, "Newcastle upon Tyne", NorthEast, 0.387, 423.0, 566.4, 3.9, [69, 0, 1, 2], [17, 0, 0, 0]),
    (392, "North Tyneside", NorthEast, 0.23, 432.3, 569.9, 4.0, [52, 0, 3, 0], [15, 0, 1, 0]),
    (393, "South Tyneside", NorthEast, 0.303, 435.5, 563.8, 3.0, [43, 2, 0, 0], [7, 1, 0, 0]),
    (394, "Sunderland", NorthEast, 0.301, 436.2, 555.7, 4.9, [80, 0, 1, 0], [18, 0, 0, 0]),
    (420, "Isles Of Scilly", SouthWest, 0.019, 90.9, 10.7, 0.0, [0, 0, 0, 0], [0, 0, 0, 1]),
    (800, "Bath and North East Somerset", SouthWest, 0.152, 370.0, 163.4, 7.8, [0, 45, 5, 15], [0, 13, 0, 1]),
    (801, "Bristol, City of", SouthWest, 0.257, 359.2, 174.0, 4.2, [0, 104, 0, 0], [0, 22, 0, 0]),
    (802, "North Somerset", SouthWest, 0.141, 341.9, 164.0, 8.9, [0, 43, 6, 15], [0, 8, 0, 3]),
    (803, "South Gloucestershire", SouthWest, 0.13, 365.4, 180.8, 7.3, [0, 74, 6, 13], [0, 17, 0, 0]),
    (805, "Hartlepool", NorthEast, 0.365, 449.7, 532.3, 2.6, [0, 27, 1, 2], [0, 5, 0, 0]),
    (806, "Middlesbrough", NorthEast, 0.386, 450.4, 517.8, 2.6, [0, 41, 0, 0], [0, 8, 0, 0]),
    (807, "Redcar and Cleveland", NorthEast, 0.284, 460.1, 519.9, 6.1, [0, 28, 12, 4], [0, 7, 3, 0]),
    (808, "Stockton-on-Tees", NorthEast, 0.249, 444.1, 519.2, 4.7, [0, 57, 1, 2], [0, 12, 0, 1]),
    (810, "Kingston upon Hull, City of", YorkshireAndTheHumber, 0.306, 509.4, 431.2, 3.5, [0, 71, 0, 0], [0, 13, 0, 0]),
    (811, "East Riding of Yorkshire", YorkshireAndTheHumber, 0.176, 502.8, 438.4, 23.0, [0, 44, 37, 42], [0, 12, 6, 0]),
    (812, "North East Lincolnshire", YorkshireAndTheHumber, 0.28, 526.9, 408.3, 4.6, [0, 41, 4, 2], [0, 8, 2, 0]),
    (813, "North Lincolnshire", YorkshireAndTheHumber, 0.243, 489.7, 409.9, 11.5, [0, 26, 21, 15], [0, 8, 6, 0]),
    (815, "North Yorkshire", YorkshireAndTheHumber, 0.143, 439.3, 471.1, 39.2, [0, 79, 61, 162], [0, 25, 15, 3]),
    (816, "York", YorkshireAndTheHumber, 0.133, 459.9, 452.2, 4.3, [0, 36, 8, 6], [0, 9, 0, 0]),
    (821, "Luton", EastOfEngland, 0.233, 508.1, 223.2, 2.7, [0, 46, 0, 0], [0, 13, 0, 0]),
    (822, "Bedford", EastOfEngland, 0.175, 504.5, 250.6, 6.6, [0, 25, 8, 21], [0, 9, 2, 3]),
    (823, "Central Bedfordshire", EastOfEngland, 0.115, 503.2, 234.6, 13.4, [0, 47, 20, 30], [0, 20, 8, 0]),
    (825, "Buckinghamshire", SouthEast, 0.11, 486.5, 199.2, 16.8, [0, 99, 33, 53], [0, 30, 6, 0]),
    (826, "Milton Keynes", SouthEast, 0.183, 485.6, 238.2, 5.4, [0, 75, 3, 11], [0, 13, 0, 1]),
    (830, "Derbyshire", EastMidlands, 0.228, 436.9, 360.1, 24.1, [88, 116, 49, 101], [16, 20, 7, 2]),
    (831, "Derby", EastMidlands, 0.267, 435.5, 335.1, 3.5, [0, 73, 0, 0], [0, 16, 0, 0]),
    (838, "Dorset", SouthWest, 0.178, 380.0, 99.6, 24.2, [0, 45, 22, 53], [0, 17, 8, 4]),
    (839, "Bournemouth, Christchurch and Poole", SouthWest, 0.167, 407.2, 93.5, 5.9, [0, 66, 0, 0], [0, 24, 0, 1]),
    (840, "County Durham", NorthEast, 0.281, 425.0, 540.5, 15.1, [12, 87, 85, 28], [2, 19, 9, 1]),
    (841, "Darlington", NorthEast, 0.255, 429.1, 515.3, 3.4, [0, 24, 3, 2], [0, 7, 1, 0]),
    (845, "East Sussex", SouthEast, 0.207, 559.8, 111.7, 17.6, [0, 81, 16, 51], [0, 19, 4, 3]),
    (846, "Brighton and Hove", SouthEast, 0.205, 530.8, 105.9, 3.5, [0, 51, 1, 0], [0, 10, 0, 0]),
    (850, "Hampshire", SouthEast, 0.152, 458.3, 122.1, 27.4, [0, 296, 43, 86], [0, 60, 6, 3]),
    (851, "Portsmouth", SouthEast, 0.296, 465.5, 101.5, 2.6, [0, 46, 0, 0], [0, 11, 0, 0]),
    (852, "Southampton", SouthEast, 0.3, 442.8, 113.5, 3.2, [0, 55, 0, 0], [0, 12, 0, 0]),
    (855, "Leicestershire", EastMidlands, 0.128, 453.8, 309.3, 17.3, [0, 122, 37, 68], [0, 32, 11, 2]),
    (856, "Leicester", EastMidlands, 0.236, 459.7, 304.8, 3.2, [0, 81, 0, 1], [0, 21, 0, 0]),
    (857, "Rutland", EastMidlands, 0.095, 488.4, 309.1, 7.7, [0, 5, 4, 8], [0, 2, 1, 0]),
    (860, "Staffordshire", WestMidlands, 0.156, 398.7, 321.7, 23.4, [41, 157, 40, 62], [13, 44, 9, 4]),
    (861, "Stoke-on-Trent", WestMidlands, 0.318, 388.9, 346.8, 4.4, [0, 71, 0, 0], [0, 14, 0, 0]),
    (865, "Wiltshire", SouthWest, 0.132, 400.3, 158.1, 22.9, [0, 79, 39, 84], [0, 18, 10, 1]),
    (866, "Swindon", SouthWest, 0.183, 414.9, 185.3, 4.0, [0, 54, 8, 3], [0, 11, 2, 1]),
    (867, "Bracknell Forest", SouthEast, 0.109, 486.0, 167.8, 3.7, [0, 27, 0, 2], [0, 7, 0, 0]),
    (868, "Windsor and Maidenhead", SouthEast, 0.11, 489.7, 177.5, 6.4, [0, 38, 2, 6], [0, 13, 1, 0]),
    (869, "West Berkshire", SouthEast, 0.118, 451.9, 168.7, 10.7, [0, 34, 9, 24], [0, 7, 2, 1]),
    (870, "Reading", SouthEast, 0.194, 471.4, 173.0, 2.6, [0, 40, 0, 0], [0, 10, 0, 0]),
    (871, "Slough", SouthEast, 0.171, 498.2, 180.4, 2.9, [0, 28, 0, 0], [0, 15, 0, 0]),
    (872, "Wokingham", SouthEast, 0.083, 478.7, 169.9, 5.0, [0, 43, 5, 6], [0, 8, 1, 1]),
    (873, "Cambridgeshire", EastOfEngland, 0.178, 541.5, 266.9, 21.6, [0, 85, 67, 58], [0, 19, 13, 2]),
    (874, "Peterborough", EastOfEngland, 0.24, 518.2, 299.7, 4.6, [0, 49, 6, 3], [0, 13, 0, 1]),
    (876, "Halton", NorthWest, 0.355, 351.9, 382.5, 3.4, [0, 47, 1, 1], [0, 8, 0, 0]),
    (877, "Warrington", NorthWest, 0.194, 362.1, 389.3, 4.4, [0, 56, 6, 7], [0, 12, 0, 1]),
    (878, "Devon", SouthWest, 0.16, 282.9, 93.7, 34.7, [0, 92, 71, 148], [0, 22, 16, 4]),
    (879, "Plymouth", SouthWest, 0.234, 248.2, 56.4, 3.6, [0, 69, 0, 0], [0, 19, 0, 0]),
    (880, "Torbay", SouthWest, 0.238, 290.5, 64.2, 4.3, [0, 30, 0, 1], [0, 8, 0, 0]),
    (881, "Essex", EastOfEngland, 0.162, 574.8, 208.6, 25.7, [14, 276, 73, 85], [5, 63, 9, 4]),
    (882, "Southend-on-Sea", EastOfEngland, 0.198, 587.2, 186.5, 3.3, [0, 33, 0, 0], [0, 12, 0, 0]),
    (883, "Thurrock", EastOfEngland, 0.189, 562.2, 179.9, 4.9, [26, 7, 5, 1], [8, 4, 1, 0]),
    (884, "Herefordshire, County of", WestMidlands, 0.145, 350.8, 240.9, 16.5, [0, 18, 5, 55], [0, 6, 3, 6]),
    (885, "Worcestershire", WestMidlands, 0.17, 389.3, 262.9, 16.5, [4, 94, 25, 59], [2, 34, 4, 5]),
    (886, "Kent", SouthEast, 0.193, 586.0, 156.3, 31.0, [51, 225, 70, 113], [17, 69, 9, 6]),
    (887, "Medway", SouthEast, 0.207, 576.2, 166.9, 4.3, [0, 65, 9, 1], [0, 18, 1, 0]),
    (888, "Lancashire", NorthWest, 0.2, 354.9, 430.9, 22.3, [19, 303, 60, 100], [4, 66, 9, 3]),
    (889, "Blackburn with Darwen", NorthWest, 0.225, 368.4, 427.1, 3.5, [0, 51, 2, 2], [0, 12, 0, 0]),
    (890, "Blackpool", NorthWest, 0.387, 331.9, 436.3, 3.1, [0, 31, 0, 0], [0, 8, 0, 0]),
    (891, "Nottinghamshire", EastMidlands, 0.188, 458.6, 353.1, 18.7, [90, 90, 55, 46], [17, 17, 10, 1]),
    (892, "Nottingham", EastMidlands, 0.339, 455.5, 341.6, 3.7, [75, 0, 0, 0], [19, 0, 0, 0]),
    (893, "Shropshire", WestMidlands, 0.153, 351.0, 312.2, 24.0, [0, 35, 24, 67], [0, 9, 10, 1]),
    (894, "Telford and Wrekin", WestMidlands, 0.246, 369.3, 310.9, 5.7, [0, 48, 0, 6], [0, 12, 0, 0]),
    (895, "Cheshire East", NorthWest, 0.139, 378.8, 363.7, 15.1, [14, 73, 8, 29], [2, 20, 1, 0]),
    (896, "Cheshire West and Chester", NorthWest, 0.174, 345.9, 370.8, 13.5, [0, 75, 19, 35], [0, 16, 4, 0]),
    (908, "Cornwall", SouthWest, 0.193, 191.0, 52.3, 35.0, [0, 58, 60, 118], [0, 16, 13, 2]),
    (909, "Cumbria", NorthWest, 0.154, 329.6, 522.2, 36.8, [0, 82, 66, 120], [0, 15, 18, 6]),
    (916, "Gloucestershire", SouthWest, 0.15, 385.7, 215.5, 18.6, [0, 131, 28, 85], [0, 30, 4, 7]),
    (919, "Hertfordshire", EastOfEngland, 0.129, 519.8, 209.3, 17.2, [131, 194, 24, 54], [30, 48, 3, 1]),
    (921, "Isle of Wight", SouthEast, 0.215, 451.1, 89.1, 8.5, [0, 22, 10, 6], [0, 6, 1, 0]),
    (925, "Lincolnshire", EastMidlands, 0.204, 509.5, 360.3, 32.4, [0, 101, 63, 116], [0, 34, 15, 5]),
    (926, "Norfolk", EastOfEngland, 0.198, 616.9, 310.6, 30.5, [0, 126, 69, 153], [0, 28, 17, 8]),
    (929, "Northumberland", NorthEast, 0.203, 418.5, 582.4, 29.7, [9, 41, 32, 45], [1, 18, 8, 3]),
    (931, "Oxfordshire", SouthEast, 0.131, 449.8, 205.5, 20.3, [0, 122, 40, 79], [0, 27, 7, 7]),
    (933, "Somerset", SouthWest, 0.18, 340.8, 132.0, 24.7, [0, 74, 42, 102], [0, 22, 11, 4]),
    (935, "Suffolk", EastOfEngland, 0.186, 614.7, 258.4, 30.2, [0, 116, 42, 95], [0, 30, 11, 5]),
    (936, "Surrey", SouthEast, 0.114, 506.5, 157.5, 17.1, [135, 116, 24, 24], [29, 25, 2, 1]),
    (937, "Warwickshire", WestMidlands, 0.167, 432.5, 272.4, 19.3, [0, 109, 38, 47], [0, 24, 10, 3]),
    (938, "West Sussex", SouthEast, 0.124, 515.3, 116.7, 22.0, [0, 143, 37, 48], [0, 31, 7, 2]),
    (940, "North Northamptonshire", EastMidlands, 0.167, 488.7, 277.2, 10.8, [0, 65, 24, 22], [0, 15, 5, 0]),
    (941, "West Northamptonshire", EastMidlands, 0.136, 473.3, 260.9, 13.3, [0, 71, 28, 49], [0, 16, 5, 1]),];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_the_20188_schools_of_the_register() {
        let count = |of: fn(&AuthorityFacts) -> [u16; 4]| -> u32 {
            AUTHORITIES.iter().flat_map(of).map(u32::from).sum()
        };
        assert_eq!(count(|a| a.primary), 16_782);
        assert_eq!(count(|a| a.secondary), 3_406);
    }

    #[test]
    fn codes_rise_and_every_region_is_there() {
        assert!(AUTHORITIES.is_sorted_by_key(|a| a.code));
        for region in Region::ALL {
            assert!(AUTHORITIES.iter().any(|a| a.region == *region), "{}", region.name());
        }
    }
}
