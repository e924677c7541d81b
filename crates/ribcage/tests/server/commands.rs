//! The command line: what it makes, what it refuses, how it ends.

use crate::harness::{Server, run};

#[test]
fn wrong_usage_ends_with_two_and_a_refusal_with_one_and_one_line() {
    assert_eq!(run(&["nonsense"]).status.code(), Some(2));
    let refused = run(&["tenant", "list", "--dir", "/nowhere/at/all"]);
    assert_eq!(refused.status.code(), Some(1));
    let line = String::from_utf8(refused.stderr).expect("text");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(line.contains("is not a data folder"), "{line}");
}

#[test]
fn a_command_whose_reader_has_read_enough_ends_and_says_nothing_more() {
    let server = Server::start();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ribcage"));
    command.args(["tenant", "list", "--dir", server.data().to_str().expect("text")]);
    server.tenant_credential("Clinic");
    let ended = command.stdout(writer).stderr(std::process::Stdio::piped()).spawn();
    let ended = ended.expect("the binary runs").wait_with_output().expect("it was started");
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(1), &[][..]), "{ended:?}");
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let server = Server::start();
    let data = server.data();
    let second = std::process::Command::new(crate::harness::RIBCAGE)
        .arg("serve")
        .env("RIBCAGE_DATA", &data)
        .env("RIBCAGE_LISTEN", "127.0.0.1:0")
        .env("RIBCAGE_OPERATIONS_LISTEN", "127.0.0.1:0")
        .output()
        .expect("the binary runs");
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("in use by another Ribcage process"));
}

#[test]
fn a_second_demo_is_refused_and_takes_nothing_from_the_first() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("demo");
    let demo = || {
        let mut command = std::process::Command::new(crate::harness::RIBCAGE);
        command.args(["demo", "--listen", "127.0.0.1:0", "--dir"]).arg(&folder);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
        command
    };
    let mut first = demo().spawn().expect("the binary runs");
    while !folder.join("access.json").exists() {
        assert!(first.try_wait().expect("it can be asked").is_none(), "it serves");
        std::thread::yield_now();
    }
    let second = demo().output().expect("the binary runs");
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("in use by another Ribcage process"));
    assert!(folder.join("access.json").exists());
    first.kill().expect("it runs");
    first.wait().expect("it ends");
}

#[test]
fn the_operators_commands_work_beside_a_running_server_and_on_a_stopped_ones_data() {
    let mut server = Server::start();
    let created = server.command(&["tenant", "create", "One"]);
    assert!(created.status.success(), "{created:?}");
    assert!(server.stop().success());
    let created = server.command(&["tenant", "create", "Two"]);
    assert!(created.status.success(), "{created:?}");
    let again = server.command(&["tenant", "create", "Two"]);
    assert_eq!(again.status.code(), Some(1), "a name is taken once");
    let listed = String::from_utf8(server.command(&["tenant", "list"]).stdout).expect("text");
    assert!(listed.contains("One") && listed.contains("Two"), "{listed}");
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

#[test]
fn a_root_key_that_others_may_read_and_one_of_another_deployment_are_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut server = Server::start();
    server.command(&["tenant", "create", "One"]);
    server.stop();
    let key = server.data().join("root.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("set");
    let refused = server.command(&["tenant", "list"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("may be read by others"));

    let other = tempfile::tempdir().expect("a folder");
    let folder = other.path().join("data");
    assert!(run(&["init", "--dir", folder.to_str().expect("plain")]).status.success());
    std::fs::copy(folder.join("root.key"), &key).expect("copied");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).expect("set");
    let refused = server.command(&["tenant", "list"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is this its root key?"));
}
