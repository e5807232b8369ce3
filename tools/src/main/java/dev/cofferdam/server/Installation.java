package dev.cofferdam.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An unpacked server and a data directory that is initialised once and copied for each run: {@code initdb} takes longer than
 * everything else together.
 *
 * @param programs the unpacked archive
 * @param cluster the data directory and its passwords
 */
record Installation(CacheFolder.Entry programs, CacheFolder.Entry cluster) {
    private static final String ROLES = "roles.properties";

    /** Only TCP from this machine, and always with a password (PG docs, "The pg_hba.conf File"). */
    private static final String ACCESS_RULES = "host all all 127.0.0.1/32 scram-sha-256\n";

    /** The one in the cache, made now if it is not there; programs that cannot initialise a data directory are discarded. */
    static Installation in(CacheFolder cache, Binaries binaries, Demotion demotion) {
        CacheFolder.Entry programs = cache.entry(binaries.name(), binaries::unpackInto);
        try {
            CacheFolder.Entry cluster =
                    cache.entry(clusterName(binaries), empty -> initialise(empty, programs.path(), demotion));
            return new Installation(programs, cluster);
        } catch (ServerFailed failed) {
            cache.discard(programs);
            throw failed;
        }
    }

    /** Removes both parts from the cache, because a server did not start from them. */
    void discard(CacheFolder cache) {
        cache.discard(cluster);
        cache.discard(programs);
    }

    /** Holds {@code bin}, {@code lib} and {@code share}. */
    Path home() {
        return programs.path();
    }

    /** The data directory, which is never started itself, only copied. */
    Path data() {
        return cluster.path().resolve("data");
    }

    /** The passwords that the data directory knows. */
    Roles roles() {
        try {
            return Roles.readFrom(cluster.path().resolve(ROLES));
        } catch (IOException unreadable) {
            throw new ServerFailed(
                    "The passwords of the server in `" + cluster.path() + "` cannot be read.",
                    String.valueOf(unreadable),
                    "Delete the folder; it is made again at the next start.",
                    unreadable);
        }
    }

    /** Whatever the recipe says is part of the name, so that a changed recipe does not meet old data. */
    private static String clusterName(Binaries binaries) {
        String recipe = ClusterRecipe.ALL + ACCESS_RULES;
        return "data-" + Integer.toHexString(recipe.hashCode()) + "-" + binaries.name();
    }

    private static void initialise(Path empty, Path home, Demotion demotion) throws IOException {
        RunFolder folder = RunFolder.create(demotion);
        try {
            Path programs = demotion.reachable(home, folder);
            Path data = Files.createDirectory(folder.data());
            demotion.give(data);
            String program = programs.resolve("bin/initdb").toString();
            ClusterRecipe recipe = ClusterRecipe.ofVersion(Command.run(demotion.words(program, "--version")));
            List<String> initdb = new ArrayList<>(demotion.words(program, "--pgdata=" + data));
            initdb.addAll(recipe.initdb());
            Command.run(initdb);
            Files.writeString(data.resolve("pg_hba.conf"), ACCESS_RULES);
            Roles roles = Roles.withNewPasswords();
            // Single-user mode needs no port, no password and no waiting (PG docs, "postgres", "Options for Single-User
            // Mode").
            Command.run(
                    demotion.words(
                            programs.resolve("bin/postgres").toString(),
                            "--single",
                            "-F",
                            "-c",
                            "exit_on_error=on",
                            "-D",
                            data.toString(),
                            "template1"),
                    recipe.roles(roles));
            copy(data, empty.resolve("data"));
            roles.writeTo(empty.resolve(ROLES));
        } finally {
            folder.remove();
        }
    }

    /** The system's "cp" keeps owners, rights and links, and shares the blocks where the file system can. */
    static void copy(Path from, Path to) {
        Command.run(List.of("cp", "-a", from.toString(), to.toString()));
    }
}
