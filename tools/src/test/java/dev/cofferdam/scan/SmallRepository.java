package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A repository of a few files, made for one test, with owners, pets and suppliers as its schema. */
public final class SmallRepository {

    static final String OWNER = """
            package app;
            import jakarta.persistence.*;
            @Entity @Table(name = "owners")
            public class Owner {
                @Id private Long id;
                private String lastName;
                private String telephone;
                public String getTelephone() { return telephone; }
                public void setTelephone(String telephone) { this.telephone = telephone; }
            }
            """;

    private final Path root;

    /** Owners as entities, with suppliers that have a telephone too, and pets that refer to both. */
    static SmallRepository clinic(Path root) {
        return new SmallRepository(root)
                .java("Owner", OWNER)
                .java(
                        "Supplier",
                        "@Entity @Table(name = \"suppliers\") class Supplier { @Id Long id; String telephone; }")
                .java(
                        "Pet",
                        "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Owner owner; @ManyToOne(fetch = FetchType.LAZY) Supplier supplier; @OneToMany List<Owner> keepers; }");
    }

    public SmallRepository(Path root) {
        this.root = root;
        file("pom.xml", "<artifactId>spring-boot-starter-parent</artifactId><version>3.5.6</version>");
    }

    public SmallRepository file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    SmallRepository file(String path, byte[] content) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class of package {@code app}, with the usual imports left out: nothing of a library is resolved anyway. */
    public SmallRepository java(String name, String text) {
        return file("src/main/java/app/" + name + ".java", text.startsWith("package") ? text : "package app;\n" + text);
    }

    ScanResult scan() {
        return scan("owners", "telephone");
    }

    ScanResult scan(String table, String column) {
        return UsageScanner.scan(root, schema(), new ColumnRef(TableRef.of(table), column));
    }

    /** {@code file:member ACCESS STYLE CONFIDENCE}, without the mapping and the entity's own accessors. */
    public List<String> found() {
        return found("owners", "telephone");
    }

    List<String> found(String table, String column) {
        return scan(table, column).usages().stream()
                .filter(usage -> !usage.place().file().endsWith("/Owner.java"))
                .map(SmallRepository::words)
                .toList();
    }

    static String words(Usage usage) {
        String file = usage.place().file();
        return String.join(
                " ",
                file.substring(file.lastIndexOf('/') + 1) + ":"
                        + usage.place().member().orElse("-"),
                usage.access().name(),
                usage.style().name(),
                usage.confidence().name());
    }

    static Schema schema() {
        return new Schema(
                "static",
                List.of(
                        table("owners", "id", "last_name", "telephone", "line2text", "city"),
                        table("pets", "id", "name", "owner_id"),
                        table("suppliers", "id", "name", "telephone")),
                List.of(),
                List.of(),
                List.of());
    }

    private static Table table(String name, String... columns) {
        List<Column> all = new ArrayList<>();
        Stream.of(columns).forEach(column -> all.add(new Column(column, "text")));
        return new Table(TableRef.of(name), all, List.of(), List.of(), List.of(), false);
    }
}
