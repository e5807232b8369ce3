package dev.cofferdam.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to start PostgreSQL without being root: it refuses to run as uid 0 (PG docs, "The PostgreSQL User Account").
 *
 * @param prefix words to put before the server's command; empty when we are not root
 * @param changesUser whether the server then runs under another uid, to which its files must belong
 */
record Demotion(List<String> prefix, boolean changesUser) {
    /** "nobody" on the systems we know; only the number counts, it need not have a name. */
    private static final String UID = "65534";

    private static final Demotion NONE = new Demotion(List.of(), false);

    /** A new user namespace: the kernel still sees our uid, so files keep their owner, but PostgreSQL sees an unmapped one. */
    static final Demotion BY_NAMESPACE = new Demotion(List.of("unshare", "-U"), false);

    /** For containers whose seccomp profile refuses user namespaces. */
    static final Demotion BY_UID =
            new Demotion(List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups"), true);

    Demotion {
        prefix = List.copyOf(prefix);
    }

    /** Tries the ways out in the order of how little they disturb; throws ServerFailed when root has none. */
    static Demotion find() {
        if (Command.run(List.of("id", "-u")).strip().equals("0")) {
            return firstThatWorks(Stream.of(BY_NAMESPACE, BY_UID))
                    .orElseThrow(() -> new ServerFailed(
                            "PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works here.",
                            "",
                            "Run as a normal user, or install util-linux.",
                            null));
        }
        // A container may run under a uid that has no name; initdb insists on one, and an unmapped uid has one.
        return Command.succeeds(List.of("id", "-un"))
                ? NONE
                : firstThatWorks(Stream.of(BY_NAMESPACE)).orElse(NONE);
    }

    private static Optional<Demotion> firstThatWorks(Stream<Demotion> ways) {
        return ways.filter(way -> Command.succeeds(way.words("true"))).findFirst();
    }

    List<String> words(String... command) {
        return Stream.concat(prefix.stream(), Stream.of(command)).toList();
    }

    /** Hands a folder to the uid that the server runs as. */
    void give(Path folder) {
        if (changesUser) {
            Command.run(List.of("chown", "-R", UID + ":" + UID, folder.toString()));
        }
    }

    /** Lets the server's uid pass through a folder without seeing what else is in it. */
    void letThrough(Path folder) {
        if (changesUser) {
            Command.run(List.of("chmod", "711", folder.toString()));
        }
    }

    /** The server's programs where its uid can start them: root's home is closed to others, then it takes a copy. */
    Path reachable(Path home, RunFolder folder) {
        if (!changesUser || Command.succeeds(words(home.resolve("bin/postgres").toString(), "--version"))) {
            return home;
        }
        Path copy = folder.path().resolve("programs");
        Installation.copy(home, copy);
        letThrough(copy);
        return copy;
    }
}
