//! Who has a port that we wanted, where the system tells.
//!
//! Linux lists the sockets that listen, and the files that each process has open. Other people's processes keep theirs
//! to themselves, and elsewhere there is no such list; then nobody knows, and nothing more is said than that it is taken.
#![expect(clippy::disallowed_methods, reason = "what the system says of processes is no file of the journal")]

use std::fs;
use std::path::Path;

/// The state of a socket that listens, as the kernel writes it.
const LISTENS: &str = "0A";

/// A name for the program that listens on a port of this computer, such as `` `python3` (pid 123) ``.
pub(super) fn of(port: u16) -> Option<String> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let inodes: Vec<_> = tables.iter().flat_map(|table| listeners(table, port)).collect();
    if inodes.is_empty() {
        return None;
    }
    let processes = fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    let mut numbered = processes.filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())));
    let (pid, process): (u32, _) = numbered.find(|(_, process)| has_one_of(process, &inodes))?;
    let name = fs::read_to_string(process.join("comm")).ok()?;
    Some(format!("`{}` (pid {pid})", name.trim_end().replace(char::is_control, "\u{fffd}")))
}

/// The numbers of the sockets in one of the kernel's tables that listen on a port.
fn listeners(table: &str, port: u16) -> impl Iterator<Item = &str> {
    let ending = format!(":{port:04X}");
    table.lines().filter_map(move |line| {
        let mut columns = line.split_whitespace().skip(1);
        let (local, _, state) = (columns.next()?, columns.next()?, columns.next()?);
        let inode = columns.nth(5)?;
        (local.ends_with(&ending) && state == LISTENS).then_some(inode)
    })
}

/// Whether a process has one of these sockets open.
fn has_one_of(process: &Path, inodes: &[&str]) -> bool {
    let files = fs::read_dir(process.join("fd")).into_iter().flatten().filter_map(Result::ok);
    let mut targets = files.filter_map(|file| fs::read_link(file.path()).ok());
    let is_wanted = |target: &str| inodes.iter().any(|inode| target == format!("socket:[{inode}]"));
    targets.any(|target| target.to_str().is_some_and(is_wanted))
}

#[cfg(test)]
mod tests {
    use super::{listeners, of};

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F51 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1F51 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:C350 0100007F:1F51 01 00000000:00000000 00:00000000 00000000  1000        0 4713 1 0000000000000000 20 4 30 10 -1
   3: 00000000:1F52 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4714 1 0000000000000000 100 0 0 10 0
";

    #[test]
    fn a_table_says_which_socket_listens() {
        let found = |port| listeners(TABLE, port).collect::<Vec<_>>();
        assert_eq!(found(8017), ["4711"]);
        assert_eq!(found(8018), ["4714"]);
        assert_eq!(found(8019), [""; 0]);
        assert_eq!(found(50_000), [""; 0], "it is connected, and does not listen");
        assert_eq!(listeners("what is\nthis 1F51 0A\n\n", 8017).count(), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_port_of_our_own_is_known_to_be_ours() {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let found = of(socket.local_addr().unwrap().port()).unwrap();
        assert!(found.ends_with(&format!("` (pid {})", std::process::id())), "{found}");
        drop(socket);
        assert_eq!(of(0), None);
    }
}
