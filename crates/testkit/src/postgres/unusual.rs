//! Servers with something unusual about them: on a network, or on a small disk.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::server::{PostgresServer, SMALL, USER, is_root, own_folder, own_process, succeed};

impl PostgresServer {
    /// A server on a network too, for whoever knows a role's password and speaks TLS; with a certificate
    /// and its key, in PEM. None if PostgreSQL is not installed.
    pub fn start_with_tls(certificate: &str, key: &str) -> Option<Self> {
        let port = free_port();
        let options = format!(
            "{SMALL} -c listen_addresses=127.0.0.1 -c port={port} -c ssl=on \
             -c password_encryption=scram-sha-256"
        );
        let mut server = Self::in_folder(own_folder(), options, false)?;
        server.port = port;
        server.make_folder();
        server.init();
        let rules = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
        for (name, text) in
            [("server.crt", certificate), ("server.key", key), ("pg_hba.conf", rules)]
        {
            server.put_file(name, text);
        }
        server.start_again();
        server.stop_after(own_process());
        Some(server)
    }

    /// Its port.
    pub const fn port(&self) -> u16 {
        self.port
    }

    fn put_file(&self, name: &str, text: &str) {
        let mut install = Command::new("install");
        if is_root() {
            install.args(["--owner", USER]);
        }
        install.args(["--mode", "0600", "/dev/stdin"]).arg(self.data().join(name));
        let mut install = install.stdin(Stdio::piped()).spawn().expect("the program is there");
        let mut stdin = install.stdin.take().expect("piped");
        stdin.write_all(text.as_bytes()).expect("written");
        drop(stdin);
        assert!(install.wait().expect("it was started").success());
    }

    /// A server whose disk has so many mebibytes. None if PostgreSQL is not installed, or if this
    /// process may not make a disk.
    pub fn start_on_disk(mebibytes: u32) -> Option<Self> {
        if !is_root() {
            return None;
        }
        let server = Self::in_folder(own_folder(), SMALL.to_owned(), false)?;
        server.make_folder();
        let size = format!("size={mebibytes}m,mode=0755");
        succeed(
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(server.path()),
        );
        succeed(Command::new("chown").arg(USER).arg(server.path()));
        server.init();
        server.start_again();
        server.stop_after(own_process());
        Some(server)
    }

    /// Leaves no room on its disk.
    pub fn fill_disk(&self) {
        // It ends when there is no room left.
        let _ = Command::new("dd")
            .args(["if=/dev/zero", "bs=64k"])
            .arg(format!("of={}", self.path().join("filler").display()))
            .output();
    }

    /// Gives the room back.
    pub fn empty_disk(&self) {
        succeed(Command::new("rm").arg(self.path().join("filler")));
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it listens").port()
}
