package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;

/** What turns a request into the change that it asks for, once the schema is known. */
public interface RequestReader {
    /** The grammar of requests alone. */
    RequestReader GRAMMAR = Requests::understand;

    /**
     * The change that a request asks for.
     *
     * @throws dev.cofferdam.domain.UserError when it is not understood, or does not fit the schema
     */
    Change read(String request, Path repository, Schema schema);
}
