//! From flags to a client.

use crate::Context;
use crate::demo::{self, DemoFlags};
use crate::failure::Failure;
use crate::limits::LimitFlags;
use crate::number::{number, seconds};
use crate::retries::{self, RetryFlags};
use crate::route::RouteFlags;
use crate::tape::TapeFlags;
use crate::{key, logs, waits};
use std::path::PathBuf;
use tagove::{Client, ClientBuilder};
use tagove_server::Server;

/// How requests are made.
#[derive(clap::Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct Connection {
    /// Read the API key from the first line of this file instead of TAGOVE_API_KEY
    #[arg(long, value_name = "PATH")]
    api_key_file: Option<PathBuf>,
    /// Where the API is: https only, http for this machine's loopback
    /// [env: TAGOVE_BASE_URL] [default: https://api.tagove.com]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// How the key is sent: as Bearer, or Basic with the key as user name
    #[arg(long, value_enum, default_value_t = Auth::Bearer)]
    auth: Auth,
    /// The form in which answers are asked for; they are read as what they are
    #[arg(long, value_enum, default_value_t = Accept::Json)]
    accept: Accept,
    /// Fail at the first value that does not fit, instead of warning of it; warnings about a whole list stay warnings
    #[arg(long)]
    strict: bool,
    /// Zone that the account's times are in, for example Europe/Berlin: times then have its offset
    /// [default: times stay without a zone]
    #[arg(long, value_name = "NAME")]
    time_zone: Option<String>,
    /// Longest time for one request (one page, not the whole list), in seconds: all attempts and waits [default: 60]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    timeout: Option<String>,
    #[command(flatten)]
    demo: DemoFlags,
    #[command(flatten)]
    retries: RetryFlags,
    #[command(flatten)]
    tape: TapeFlags,
    #[command(flatten)]
    route: RouteFlags,
    #[command(flatten)]
    limits: LimitFlags,
}

/// How the requests of a list are made.
#[derive(clap::Args)]
pub(crate) struct ListConnection {
    #[command(flatten)]
    connection: Connection,
    /// Pages asked for ahead of the one in use, up to 64; 0 asks for none [default: 1]
    #[arg(long, value_name = "PAGES", allow_negative_numbers = true, help_heading = retries::HEADING)]
    prefetch: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Auth {
    Bearer,
    Basic,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Accept {
    Json,
    Xml,
}

/// A client, and the local server that it asks if it is a demo.
pub(crate) struct Connected {
    pub(crate) client: Client,
    _server: Option<Server>,
}

/// All that a client is made of.
struct Prepared {
    builder: ClientBuilder,
    tape: TapeFlags,
    server: Option<Server>,
}

impl Connection {
    /// Makes the client; no request is made.
    pub(crate) async fn open(self, context: &Context) -> Result<Connected, Failure> {
        let builder = waits::told(Client::builder(), context);
        self.prepare(builder).await?.open()
    }

    async fn prepare(self, builder: ClientBuilder) -> Result<Prepared, Failure> {
        let mut builder = builder.strict(self.strict);
        if let Some(text) = self.timeout {
            builder = builder.timeout(seconds("--timeout", &text)?);
        }
        builder = self.limits.apply(self.retries.apply(builder)?)?;
        builder = self.route.apply(builder);
        builder = builder.accept(match self.accept {
            Accept::Json => tagove::Accept::Json,
            Accept::Xml => tagove::Accept::Xml,
        });
        if let Some(zone) = self.time_zone {
            builder = builder.time_zone(zone);
        }
        builder = builder.auth(match self.auth {
            Auth::Bearer => tagove::Auth::Bearer,
            Auth::Basic => tagove::Auth::Basic,
        });
        let mut server = None;
        if self.demo.demo {
            logs::begin()?;
            let started = self.demo.start().await?;
            builder = builder.api_key(demo::KEY).base_url(started.url());
            server = Some(started);
        } else if self.tape.replays() {
            logs::begin()?;
        } else {
            let key = key::find(self.api_key_file.as_deref())?;
            logs::begin()?;
            builder = builder.api_key(key);
            if let Some(url) = self.base_url {
                builder = builder.base_url(url);
            }
        }
        Ok(Prepared {
            builder,
            tape: self.tape,
            server,
        })
    }
}

impl Prepared {
    fn open(self) -> Result<Connected, Failure> {
        Ok(Connected {
            client: self.tape.apply(self.builder, "").build()?,
            _server: self.server,
        })
    }
}

impl ListConnection {
    /// Makes the client; no request is made.
    pub(crate) async fn open(self, context: &Context) -> Result<Connected, Failure> {
        self.prepare(context).await?.open()
    }

    /// Makes a client for each of two operations: one and the same, unless each has a recording of its own.
    pub(crate) async fn open_two(
        self,
        [first, second]: [&str; 2],
        context: &Context,
    ) -> Result<(Connected, Client), Failure> {
        let Prepared {
            builder,
            tape,
            server,
        } = self.prepare(context).await?;
        let client = tape.apply(builder.clone(), first).build()?;
        let other = match tape.is_on() {
            true => tape.apply(builder, second).build()?,
            false => client.clone(),
        };
        let connected = Connected {
            client,
            _server: server,
        };
        Ok((connected, other))
    }

    async fn prepare(self, context: &Context) -> Result<Prepared, Failure> {
        let mut builder = waits::told(Client::builder(), context);
        if let Some(text) = self.prefetch {
            let wanted = "a whole number of pages from 0 to 64";
            builder = builder.prefetch(number("--prefetch", &text, wanted)?);
        }
        self.connection.prepare(builder).await
    }
}
