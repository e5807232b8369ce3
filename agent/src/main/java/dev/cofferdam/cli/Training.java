package dev.cofferdam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the launcher runs once, unseen, so that the JVM can write down the classes that a start needs: every help page, and one plan over a
 * small repository in a temporary folder, which also fills the server's cache. What fails here fails silently; it only costs time later.
 */
final class Training {
    private static final String MIGRATION =
            """
            CREATE TABLE owners (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, telephone varchar(20) NOT NULL UNIQUE);
            CREATE INDEX owners_telephone_idx ON owners (telephone);
            CREATE VIEW calls AS SELECT id, telephone FROM owners;
            """;

    private static final String ENTITY =
            """
            package a;

            @Entity
            @Table(name = "owners")
            class Owner {
                @Id
                Long id;

                @Column
                String telephone;
            }

            interface Owners extends JpaRepository<Owner, Long> {
                List<Owner> findByTelephone(String telephone);

                @Query("select o from Owner o where o.telephone = :t")
                List<Owner> calling(String t);

                @Query(value = "SELECT * FROM owners WHERE telephone = :t", nativeQuery = true)
                List<Owner> called(String t);
            }
            """;

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Commands commands = Commands.installed();
        Screen nowhere = new Screen(new PrintWriter(Writer.nullWriter()), false, true);
        Terminal terminal = new Terminal(nowhere, nowhere);
        Cofferdam cofferdam = new Cofferdam(commands, terminal);
        cofferdam.run(List.of("--help"));
        cofferdam.run(List.of("--version"));
        cofferdam.run(List.of("no-such-command"));
        commands.names().forEach(name -> cofferdam.run(List.of(name, "--help")));
        plan(terminal);
    }

    private static void plan(Terminal terminal) throws IOException {
        Path repository = Files.createTempDirectory("cofferdam-training");
        try {
            Path migrations = Files.createDirectories(repository.resolve("src/main/resources/db/migration"));
            Files.writeString(migrations.resolve("V1__owners.sql"), MIGRATION);
            Files.writeString(repository.resolve("Owner.java"), ENTITY);
            Main.run(
                    List.of("plan", "rename owners.telephone to phone_number", "--repo", repository.toString()),
                    terminal);
        } finally {
            try (Stream<Path> files = Files.walk(repository)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
