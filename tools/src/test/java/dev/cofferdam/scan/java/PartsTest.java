package dev.cofferdam.scan.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import dev.cofferdam.scan.files.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of single bodies stand beside the trees that finders share. */
final class PartsTest {

    @TempDir
    private Path folder;

    private JavaIndex index(String... sources) throws IOException {
        for (int i = 0; i < sources.length; i++) {
            Files.writeString(folder.resolve("File" + i + ".java"), sources[i]);
        }
        return JavaIndex.of(SourceTree.read(folder));
    }

    private static List<String> methods(CompilationUnit unit) {
        return unit.findAll(MethodDeclaration.class).stream()
                .map(MethodDeclaration::getNameAsString)
                .toList();
    }

    @Test
    void eachFileGivesTheBodiesThatHoldAWordInItsOrder() throws IOException {
        JavaIndex index = index(
                "class File0 { void a() { send(1); } void b() { receive(2); } }",
                "class File1 { void c() { receive(3); } void d() { other(4); } }");

        assertThat(index.parts(index.files(), Set.of("send", "receive")))
                .map(PartsTest::methods)
                .containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(index.parts(index.files(), Set.of("send")))
                .map(PartsTest::methods)
                .containsExactly(List.of("a"), List.of());
    }

    @Test
    void theSharedTreeStaysAsItWasWanted() throws IOException {
        JavaIndex index = index("class File0 { void a() { send(1); } void b() { receive(2); } }");
        index.want(index.files(), Set.of("send"));
        index.prepare();

        CompilationUnit before = index.unit("File0.java");
        index.parts(index.files(), Set.of("receive"));

        assertThat(index.unit("File0.java")).isSameAs(before);
        assertThat(methods(before)).containsExactly("a");
    }

    @Test
    void aPlaceInAPartIsThePlaceInTheFile() throws IOException {
        JavaIndex index =
                index("import java.util.List;\n\nclass File0 {\n  void a() { }\n\n  void b() { send(1); }\n}\n");

        assertThat(index.parts(index.files(), Set.of("send")).get(0).findAll(MethodDeclaration.class))
                .singleElement()
                .satisfies(method -> {
                    assertThat(JavaReader.line(method.getName())).isEqualTo(6);
                    assertThat(JavaReader.column(method.getName())).isEqualTo(8);
                });
    }

    @Test
    void whatDoesNotParseHasNoBodies() throws IOException {
        JavaIndex index = index("class File0 { void a() { send(1; } }");

        assertThat(index.parts(index.files(), Set.of("send")))
                .map(PartsTest::methods)
                .containsExactly(List.of());
    }
}
