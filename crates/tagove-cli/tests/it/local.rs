//! A demo server inside the test's process.

use crate::command::{PATIENCE, Run, run_with};
use tagove_server::{Demo, DemoOptions, DemoServer, Faults, Server};
use tokio::runtime::Runtime;

pub(crate) struct Local {
    runtime: Runtime,
    pub(crate) demo: Demo,
    pub(crate) server: Server,
}

impl Local {
    pub(crate) fn start(options: DemoOptions, set: impl FnOnce(DemoServer) -> DemoServer) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let demo = Demo::generate(options);
        let server = set(Server::demo(demo.clone()));
        let server = runtime.block_on(server.bind(0)).expect("a free port");
        Self {
            runtime,
            demo,
            server,
        }
    }

    pub(crate) fn chats(chats: usize) -> Self {
        let options = DemoOptions {
            chats,
            ..DemoOptions::default()
        };
        Self::start(options, |server| server)
    }

    /// The demo, whose requests of these numbers fail so.
    pub(crate) fn failing(faults: &[(u64, &str)]) -> Self {
        let faults = faults
            .iter()
            .fold(Faults::default(), |script, (at, fault)| {
                script.with(*at, fault.parse().expect("a fault"))
            });
        Self::start(DemoOptions::default(), |server| server.faults(faults))
    }

    /// The targets that were asked for.
    pub(crate) fn targets(&self) -> Vec<String> {
        let asked = self.server.journal().requests().into_iter();
        asked.map(|asked| asked.target).collect()
    }

    /// Does something on the server's runtime.
    pub(crate) fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    pub(crate) fn wait_for_requests(&self, count: u64) {
        let wait = async {
            tokio::time::timeout(PATIENCE, self.server.journal().wait_for_requests(count)).await
        };
        self.runtime.block_on(wait).expect("asked in time");
    }

    /// What a client of the library gives.
    pub(crate) fn wait_for<T>(&self, asked: impl Future<Output = T>) -> T {
        let wait = async { tokio::time::timeout(PATIENCE, asked).await };
        self.runtime.block_on(wait).expect("answered in time")
    }

    /// Runs the command against it, with a key and this environment besides.
    pub(crate) fn run(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        let url = self.server.url();
        let basic = [
            ("TAGOVE_API_KEY", "test-key"),
            ("TAGOVE_BASE_URL", url.as_str()),
        ];
        run_with(args, &[&basic, environment].concat())
    }
}
