//! System calls that the signer's processes need while they serve, found with strace(1) over the signer's tests.

use libc::{
    SYS_accept4, SYS_brk, SYS_clock_gettime, SYS_clock_nanosleep, SYS_close, SYS_connect, SYS_epoll_create1,
    SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2, SYS_exit, SYS_exit_group, SYS_faccessat, SYS_fchmod,
    SYS_fchmodat, SYS_fcntl, SYS_fdatasync, SYS_fstat, SYS_fsync, SYS_ftruncate, SYS_futex, SYS_getdents64,
    SYS_getegid, SYS_geteuid, SYS_getgid, SYS_getpeername, SYS_getpid, SYS_getrandom, SYS_getsockname,
    SYS_getsockopt, SYS_gettid, SYS_getuid, SYS_getxattr, SYS_ioctl, SYS_lseek, SYS_madvise, SYS_mkdirat,
    SYS_mremap, SYS_munmap, SYS_nanosleep, SYS_newfstatat, SYS_openat, SYS_ppoll, SYS_pread64, SYS_prlimit64,
    SYS_pwrite64, SYS_read, SYS_readlinkat, SYS_readv, SYS_recvfrom, SYS_renameat, SYS_renameat2,
    SYS_restart_syscall, SYS_rseq, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_sched_getaffinity, SYS_sched_yield, SYS_sendto, SYS_set_robust_list, SYS_setsockopt, SYS_shutdown,
    SYS_sigaltstack, SYS_socket, SYS_statfs, SYS_statx, SYS_sysinfo, SYS_tgkill, SYS_umask, SYS_uname,
    SYS_unlinkat, SYS_write, SYS_writev, c_long,
};

/// All admitted calls. `mmap` and `mprotect` have a condition (`calls.rs`). Threads that are still starting use `rseq`,
/// `set_robust_list` and the like; a process aborts by `tgkill`.
pub(super) const ADMITTED: &[c_long] = &[
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_write,
    SYS_writev,
    SYS_pwrite64,
    SYS_close,
    SYS_lseek,
    SYS_fcntl,
    SYS_openat,
    SYS_fstat,
    SYS_newfstatat,
    SYS_getxattr,
    SYS_statx,
    SYS_statfs,
    SYS_getdents64,
    SYS_faccessat,
    SYS_readlinkat,
    SYS_fsync,
    SYS_fdatasync,
    SYS_ftruncate,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_mkdirat,
    SYS_renameat,
    SYS_renameat2,
    SYS_unlinkat,
    SYS_umask,
    SYS_accept4,
    SYS_sendto,
    SYS_recvfrom,
    SYS_getsockopt,
    SYS_setsockopt,
    SYS_shutdown,
    SYS_ppoll,
    SYS_brk,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_futex,
    SYS_rseq,
    SYS_set_robust_list,
    SYS_sigaltstack,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_restart_syscall,
    SYS_clock_gettime,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_getrandom,
    SYS_getpid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_tgkill,
    SYS_exit,
    SYS_exit_group,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_stat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lstat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_mkdir,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_rmdir,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_rename,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_unlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
];

/// For processes that connect to another: `run` to the token process, desk and mTLS proxy to `run`. `socket` has a
/// condition (`calls.rs`).
pub(super) const OF_CONNECTING: &[c_long] = &[SYS_connect];

/// For processes that wait for many events on one thread: an asynchronous runtime.
pub(super) const OF_EVENTS: &[c_long] = &[
    SYS_epoll_create1,
    SYS_epoll_ctl,
    SYS_epoll_pwait,
    SYS_eventfd2,
    SYS_getpeername,
    SYS_getsockname,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_epoll_wait,
];

/// Calls that the C library and other libraries try and can do without: the machine's size, limits, terminals.
pub(super) const REFUSED: &[c_long] = &[SYS_sysinfo, SYS_uname, SYS_prlimit64, SYS_ioctl];

/// For processes that connect to no other: SoftHSM reports errors to syslog, and needs no socket otherwise.
pub(super) const REFUSED_OTHERWISE: &[c_long] = &[SYS_socket, SYS_connect];
