package dev.cofferdam.llm;

import dev.cofferdam.domain.UserError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way out of a company's network, as curl and most other tools read it: {@code HTTPS_PROXY} or {@code HTTP_PROXY} by the endpoint's scheme,
 * in capitals or not, unless {@code NO_PROXY} names the host. What is on this machine is never asked for by a proxy.
 */
final class ProxyVariables {
    private static final int USUAL_PORT = 1080;

    private final Map<String, String> environment;

    ProxyVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The proxy for the URL.
     *
     * @throws UserError when the variable holds no proxy, or one that wants a password
     */
    Optional<URI> find(URI url) {
        String variable = url.getScheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
        return value(variable)
                .filter(proxy -> !isLoopback(url.getHost()) && !isExempt(url))
                .map(proxy -> read(proxy, variable));
    }

    private Optional<String> value(String variable) {
        return Stream.of(variable.toLowerCase(Locale.ROOT), variable)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static boolean isLoopback(String host) {
        return host.matches("(?i)localhost|127\\..*|\\[::1]");
    }

    /** A name stands for the hosts below it too, with or without a dot before it. */
    private boolean isExempt(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return Stream.of(value("NO_PROXY").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(name -> name.replaceFirst("^\\*?\\.", ""))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> name.equals("*")
                        || host.equals(name)
                        || host.endsWith("." + name)
                        || (host + ":" + url.getPort()).equals(name));
    }

    /** The value may hold a password and is not repeated. */
    private static URI read(String written, String variable) {
        try {
            URI proxy = new URI(written.contains("://") ? written : "http://" + written);
            if (proxy.getHost() == null || !proxy.getScheme().equalsIgnoreCase("http")) {
                throw unusable("is not the address of an HTTP proxy", variable);
            }
            if (proxy.getUserInfo() != null) {
                throw unusable("holds a user and a password, which cannot be sent to a proxy yet", variable);
            }
            return new URI("http://" + proxy.getHost() + ":" + (proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort()));
        } catch (URISyntaxException e) {
            throw unusable("is not the address of an HTTP proxy", variable);
        }
    }

    private static UserError unusable(String why, String variable) {
        return new UserError(
                variable + " " + why,
                variable,
                "set it to something like http://proxy.example:3128, or name the model's host in NO_PROXY");
    }
}
