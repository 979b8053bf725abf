//! Any bytes as a scenario file: loaded or refused, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scenarios::{Overrides, changes, load, resolved_toml};

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("risingtide-fuzz-{}.toml", std::process::id()));
    if std::fs::write(&path, bytes).is_err() {
        return;
    }
    match load(&path.display().to_string(), &[], &Overrides::default()) {
        Ok(loaded) => {
            let _ = (changes(&loaded), resolved_toml(&loaded));
        }
        Err(failure) => {
            let _ = (failure.to_string(), failure.for_terminal(true));
        }
    }
});
