//! The two macros that declare a number once: `parameters!` in a process, `levers!` in a driver.

/// Declares a process's parameters: a resource with one field a number, and its catalogue entries.
///
/// Each line reads: doc sentence; `name: default in min..=max, "unit", prior, "source", certainty;`
macro_rules! parameters {
    (
        $(#[$meta:meta])*
        pub struct Parameters of $process:literal {
            $(
                #[doc = $sentence:literal]
                $name:ident: $default:literal in $min:literal ..= $max:literal,
                $unit:literal, $prior:expr, $source:literal, $certainty:ident;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(bevy_ecs::prelude::Resource, Clone, Debug)]
        pub struct Parameters {
            $(
                #[doc = $sentence]
                #[doc = concat!(" Unit: ", $unit, ".")]
                pub $name: f64,
            )*
        }

        impl Parameters {
            /// The catalogue entries of this process, in the order of the declaration.
            pub const ENTRIES: &'static [$crate::catalogue::Entry] = &[$(
                $crate::catalogue::Entry {
                    path: concat!($process, ".", stringify!($name)),
                    kind: $crate::catalogue::Kind::Parameter,
                    sentence: $sentence,
                    default: $default,
                    min: $min,
                    max: $max,
                    unit: $unit,
                    prior: $prior,
                    source: $source,
                    certainty: $crate::catalogue::Certainty::$certainty,
                    expected: "",
                    follows: None,
                },
            )*];

            /// The parameters of a run, from the values of its scenario.
            pub fn from_values(values: &$crate::catalogue::Values) -> Self {
                let _ = values;
                Self { $($name: values.of(concat!($process, ".", stringify!($name))),)* }
            }
        }

        impl Default for Parameters {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }
    };
}

/// Declares a driver's levers: one constant each, and the list of them.
///
/// Each line reads: doc sentence; `CONSTANT = "driver.lever": default in min..=max, "unit", prior,
/// "source", certainty, "what the literature expects of raising it";`, and before the semicolon, where
/// the level of the driver sets the lever, `, follows Rising` or `, follows Falling`.
macro_rules! levers {
    (
        $(
            #[doc = $sentence:literal]
            $constant:ident = $path:literal: $default:literal in $min:literal ..= $max:literal,
            $unit:literal, $prior:expr, $source:literal, $certainty:ident, $expected:literal
            $(, follows $follows:ident)?;
        )*
    ) => {
        $(
            #[doc = $sentence]
            pub const $constant: $crate::catalogue::Entry = $crate::catalogue::Entry {
                path: $path,
                kind: $crate::catalogue::Kind::Lever,
                sentence: $sentence,
                default: $default,
                min: $min,
                max: $max,
                unit: $unit,
                prior: $prior,
                source: $source,
                certainty: $crate::catalogue::Certainty::$certainty,
                expected: $expected,
                follows: $crate::parameters::follows!($($follows)?),
            };
        )*
        /// The levers of this driver.
        pub const LEVERS: &[$crate::catalogue::Entry] = &[$($constant),*];
    };
}

/// How a lever follows the level of its driver, if it does.
macro_rules! follows {
    () => {
        None
    };
    ($follows:ident) => {
        Some($crate::catalogue::Follows::$follows)
    };
}

pub(crate) use follows;
pub(crate) use levers;
pub(crate) use parameters;
