package dev.cofferdam.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BinariesTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({
        "linux, amd64, false, postgres-linux-x86_64.txz",
        "linux, aarch64, false, postgres-linux-arm_64.txz",
        "linux, amd64, true, postgres-linux-x86_64-alpine_linux.txz",
        "darwin, x86_64, false, postgres-darwin-x86_64.txz",
        "darwin, aarch64, false, postgres-darwin-arm_64.txz"
    })
    void archivesAreNamedAfterSystemAndProcessor(String os, String processor, boolean musl, String name) {
        assertThat(Binaries.archiveNames(os, processor, musl).get(0)).isEqualTo(name);
    }

    @Test
    void filesFoldersLinksAndRightsAreUnpacked() throws IOException {
        Binaries.unpack(
                archive(tar -> {
                    file(tar, "./bin/postgres", 0755, "program");
                    file(tar, "share/plain.txt", 0644, "text");
                    link(tar, "lib/libpq.so", "libpq.so.5", TarConstants.LF_SYMLINK);
                    file(tar, "lib/libpq.so.5", 0644, "library");
                    link(tar, "lib/hard.so", "lib/libpq.so.5", TarConstants.LF_LINK);
                }),
                temp);

        assertThat(temp.resolve("bin/postgres")).hasContent("program").isExecutable();
        assertThat(Files.isExecutable(temp.resolve("share/plain.txt"))).isFalse();
        assertThat(temp.resolve("lib/libpq.so")).isSymbolicLink().hasContent("library");
        assertThat(temp.resolve("lib/hard.so")).hasContent("library");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "bin/../../evil", "/tmp/cofferdam-evil"})
    void anEntryThatLeadsOutIsRefused(String name) throws IOException {
        Path inner = Files.createDirectory(temp.resolve("inner"));
        assertThatThrownBy(() -> Binaries.unpack(archive(tar -> file(tar, name, 0644, "evil")), inner))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("points out of the folder");
        assertThat(temp.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../evil", "/etc", "lib/../.."})
    void aLinkThatMayLeadOutIsRefused(String target) throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
            assertThatThrownBy(() -> Binaries.unpack(archive(tar -> link(tar, "way", target, kind)), temp))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("may lead out");
        }
        assertThat(Files.exists(temp.resolve("way"))).isFalse();
    }

    private interface Content {
        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }

    private static ByteArrayInputStream archive(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            content.writeTo(tar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void file(TarArchiveOutputStream tar, String name, int mode, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, String target, byte kind) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }
}
