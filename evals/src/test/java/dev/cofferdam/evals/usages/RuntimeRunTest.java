package dev.cofferdam.evals.usages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeRunTest {
    @TempDir
    Path repository = Path.of("");

    @Test
    void aMethodThatWasSeenMustBeNamedWithTheSameAccess() throws IOException {
        write("src/main/resources/db/migration/V1__init.sql", "CREATE TABLE owners (id int PRIMARY KEY, city text);");
        write("src/main/java/app/OwnerDao.java", """
                package app;
                public class OwnerDao {
                    private org.springframework.jdbc.core.JdbcTemplate jdbc;
                    void move(int id) {
                        jdbc.update("UPDATE owners SET city = ? WHERE id = ?", "Rome", id);
                    }
                }
                """);
        write("seen.tsv", """
                app.OwnerDao#move\towners\tcity\tWRITE\tnamed\t\tUPDATE owners SET city = ? WHERE id = ?
                app.OwnerDao#move\towners\tcity\tREAD\tnamed\t\tSELECT city FROM owners
                app.OwnerDao#gone\towners\tcity\tWRITE\tstar\t\tINSERT INTO owners VALUES (1, '')
                app.OwnerDao#move\towners\tcity\tWRITE\tstar\torm lazy\tthe plainer line of the same three wins
                """);

        List<RuntimeRun.Outcome> outcomes =
                new RuntimeRun(repository, Optional.empty()).run(RuntimeTruth.read(repository.resolve("seen.tsv")));

        assertThat(outcomes.stream()
                        .map(one ->
                                one.reach() + " " + one.named() + " " + one.of().how()))
                .containsExactly("SURE true named in SQL", "MISSED true named in SQL", "MISSED false star");
        assertThat(RuntimeRun.page("clinic", outcomes)).contains("| **all** | 3 | 33.3 % | 33.3 % |");
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(repository.resolve(path).toAbsolutePath().getParent());
        Files.writeString(repository.resolve(path), text);
    }
}
