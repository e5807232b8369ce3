package dev.cofferdam.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files below {@code prompts/}, packaged as resources. */
public final class Prompts {
    private Prompts() {}

    /**
     * The prompt with this id, such as {@code tools/find_usages}, without surrounding blank lines; throws when it is not
     * packaged, which is a mistake of the build and not of any caller.
     */
    public static Prompt load(String id) {
        String resource = "/prompts/" + id + ".md";
        try (InputStream file = Prompts.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no prompt file " + resource.substring(1));
            }
            // Line ends as a checkout on Windows may write them would change the hash of the prompt.
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return new Prompt(id, text.strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource.substring(1), e);
        }
    }
}
