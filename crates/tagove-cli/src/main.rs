//! The `tagove` command.

fn main() -> std::process::ExitCode {
    tagove_cli::run(std::env::args_os()).into()
}
