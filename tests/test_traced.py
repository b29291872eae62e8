"""Lines of strace are put together as the calls they tell of."""

from tests.traced import whole_calls


def test_a_call_another_process_came_between_is_read_whole() -> None:
    seen = [
        '71 openat(AT_FDCWD, "/dev/dsp1", O_RDWR|O_NONBLOCK <unfinished ...>',
        '72 openat(AT_FDCWD, "/tmp/a", O_WRONLY|O_CREAT, 0666) = 3',
        "71 <... openat resumed>) = -1 ENOENT (No such file or directory)",
        "71 connect(3, {sa_family=AF_INET <unfinished ...>",
    ]
    assert whole_calls(seen) == [
        '71 openat(AT_FDCWD, "/dev/dsp1", O_RDWR|O_NONBLOCK) = -1 ENOENT (No such file or directory)',
        '72 openat(AT_FDCWD, "/tmp/a", O_WRONLY|O_CREAT, 0666) = 3',
        "71 connect(3, {sa_family=AF_INET",
    ]
