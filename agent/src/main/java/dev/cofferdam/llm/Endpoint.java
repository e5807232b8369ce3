package dev.cofferdam.llm;

import dev.cofferdam.domain.UserError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the model is, and how to speak to it.
 *
 * @param baseUrl up to and including {@code /v1} or what stands for it
 * @param proxy what stands between, as {@code http://host:port}
 * @param key from {@code OPENAI_API_KEY}; a local server needs none
 */
public record Endpoint(URI baseUrl, Optional<String> key, Capabilities capabilities, Optional<URI> proxy) {
    /** The variable that holds the key; secrets come from the environment only. */
    public static final String KEY = "OPENAI_API_KEY";

    /** The variable that holds the base URL. */
    public static final String BASE_URL = "OPENAI_BASE_URL";

    private static final String DEFAULT = "https://api.openai.com/v1";

    /** Loopback and the private ranges of RFC 1918: by the spelling alone, because asking a name server would be a request of its own. */
    private static final Pattern LOCAL =
            Pattern.compile("(?i)localhost|.*\\.localhost|127\\..*|\\[::1]|10\\..*|192\\.168\\..*"
                    + "|172\\.(?:1[6-9]|2\\d|3[01])\\..*|host\\.docker\\.internal");

    /** One that is reached without a proxy. */
    Endpoint(URI baseUrl, Optional<String> key, Capabilities capabilities) {
        this(baseUrl, key, capabilities, Optional.empty());
    }

    /**
     * The endpoint that the environment names.
     *
     * @param said what the user says that it can do; otherwise all for OpenAI's own and nothing special for any other
     * @throws UserError for a base URL that is none, and for a missing key where one is needed
     */
    public static Endpoint from(Map<String, String> environment, Optional<Capabilities> said) {
        String written = environment.getOrDefault(BASE_URL, "").strip();
        URI url = url(written.isEmpty() ? DEFAULT : written);
        Optional<String> key =
                Optional.of(environment.getOrDefault(KEY, "").strip()).filter(value -> !value.isEmpty());
        Endpoint endpoint = new Endpoint(
                url,
                key,
                said.orElse(isOpenAi(url) ? Capabilities.OPENAI : Capabilities.PLAIN),
                new ProxyVariables(environment).find(url));
        if (key.isEmpty() && !endpoint.isLocal()) {
            throw new UserError(
                    "a model at " + endpoint.shown() + " needs a key, and " + KEY + " is not set",
                    KEY,
                    "export " + KEY + ", or " + BASE_URL
                            + " for a server of your own; without --model the playbook plans");
        }
        return endpoint;
    }

    /** Whether it is on this machine or in a private network, as far as its spelling tells. */
    boolean isLocal() {
        return LOCAL.matcher(baseUrl.getHost()).matches();
    }

    /** For messages: without user, password and query. */
    String shown() {
        String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
        return baseUrl.getScheme() + "://" + baseUrl.getHost() + port + baseUrl.getPath()
                + proxy.map(through -> " (through the proxy " + through.getHost() + ":" + through.getPort() + ")")
                        .orElse("");
    }

    private static boolean isOpenAi(URI url) {
        return url.getHost().equals("api.openai.com");
    }

    private static URI url(String written) {
        try {
            URI url = new URI(written);
            if (url.getHost() != null
                    && url.getScheme() != null
                    && url.getScheme().matches("https?")) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw noUrl(e.getReason());
        }
        throw noUrl("it has to begin with http:// or https:// and a host");
    }

    /** The value itself may hold a password and is not repeated. */
    private static UserError noUrl(String reason) {
        return new UserError(
                BASE_URL + " is no base URL: " + reason,
                BASE_URL,
                "set it to something like https://api.openai.com/v1 or http://localhost:11434/v1");
    }
}
