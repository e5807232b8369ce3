package dev.cofferdam.architecture.wrong.mcp;

import java.net.http.HttpClient;
import picocli.CommandLine.Command;

/** Prints, leaves, calls the network and declares a command of its own. */
@Command
public final class Shouts {
    private Shouts() {}

    static HttpClient shout() {
        System.err.println("hear, hear");
        Runtime.getRuntime().exit(3);
        return HttpClient.newHttpClient();
    }
}
