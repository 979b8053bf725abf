//! The command line of Rising Tide, a simulation of the English school system.

mod absent;
mod args;
mod check;
mod compare;
mod counted;
mod diff;
mod explain;
mod folder;
mod in_order;
mod list;
mod manifest;
mod meetings;
mod new;
mod outcome;
mod pictures;
mod population;
mod problem;
mod progress;
mod replicates;
mod report;
mod run;
mod scenario;
mod schema;
mod show;
mod signals;
mod sweep;
mod timer;
mod validate;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use problem::Problem;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Run(options) => run::run(options),
        Command::Compare(options) => compare::compare(options),
        Command::Sweep(options) => return ended(sweep::sweep(options)),
        Command::Validate(options) => validate::validate(options),
        Command::Population(options) => population::population(options),
        Command::Check(options) => check::check(options),
        Command::Diff(options) => diff::diff(options),
        Command::Explain(options) => explain::explain(options),
        Command::List(options) => list::list(options),
        Command::Show(options) => show::show(options),
        Command::New(options) => new::new(options),
        Command::Schema(options) => schema::schema(options),
    };
    ended(done.map(|text| (text, 0)))
}

/// Prints an answer, or says what went wrong; the exit code.
fn ended(done: Result<(String, u8), Problem>) -> ExitCode {
    match done {
        Ok((text, code)) => print(&text, code),
        Err(problem) => {
            // Nothing can be done about a closed error stream.
            let _ = writeln!(std::io::stderr(), "{}", problem.message.trim_end());
            ExitCode::from(problem.code)
        }
    }
}

/// Prints a command's answer; a reader that stops early (`| head`) is no failure.
fn print(text: &str, code: u8) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            ExitCode::from(Problem::STOPPED)
        }
        _ => ExitCode::from(code),
    }
}
