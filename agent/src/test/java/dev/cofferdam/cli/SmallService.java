package dev.cofferdam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A service with one table, one migration and one entity, and the real command line over it. */
record SmallService(Path root) {
    static SmallService in(Path folder) throws IOException {
        SmallService service = new SmallService(folder.resolve("clinic"));
        service.write("src/main/resources/db/migration/V1__owners.sql", """
                CREATE TABLE owners (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    telephone varchar(20) NOT NULL
                );
                CREATE TABLE pets (id bigint PRIMARY KEY, name text);
                """);
        service.write("src/main/java/clinic/Owner.java", """
                package clinic;

                import jakarta.persistence.Column;
                import jakarta.persistence.Entity;
                import jakarta.persistence.Id;
                import jakarta.persistence.Table;

                @Entity
                @Table(name = "owners")
                public class Owner {
                    @Id
                    private Long id;

                    @Column(name = "telephone")
                    private String telephone;

                    public String getTelephone() {
                        return telephone;
                    }
                }
                """);
        return service;
    }

    /** SQL of which no tool can say which columns it names. */
    SmallService withDynamicSql() throws IOException {
        write("src/main/java/clinic/Search.java", """
                package clinic;

                import java.util.List;
                import org.springframework.jdbc.core.JdbcTemplate;

                public class Search {
                    private final JdbcTemplate jdbc;

                    public Search(JdbcTemplate jdbc) {
                        this.jdbc = jdbc;
                    }

                    public List<String> values(String column) {
                        return jdbc.queryForList("SELECT " + column + " FROM owners", String.class);
                    }
                }
                """);
        return this;
    }

    Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    /** {@code cofferdam plan} in this repository, without the rehearsal, which has tests of its own. */
    Desk plan(String... words) {
        return run(Stream.concat(Stream.of("plan", "--no-rehearsal", "--repo", root.toString()), Stream.of(words))
                .toList());
    }

    static Desk run(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(out), false, false), new Screen(new PrintWriter(err), false, false));
        int code = Main.run(words, terminal);
        terminal.flush();
        return new Desk(code, out.toString(), err.toString());
    }

    /** Every file and folder around and in the repository, hidden ones too. */
    List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(root.resolveSibling("."))) {
            return all.map(Path::normalize).map(Path::toString).sorted().toList();
        }
    }
}
