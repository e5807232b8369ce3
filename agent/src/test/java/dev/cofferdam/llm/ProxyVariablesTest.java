package dev.cofferdam.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyVariablesTest {
    private static Optional<URI> proxy(String url, Map<String, String> environment) {
        return new ProxyVariables(environment).find(URI.create(url));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, http://proxy:3128",
        "http://models.corp/v1, http://plain:80",
        "http://localhost:11434/v1, ",
        "https://127.0.0.1/v1, "
    })
    void theSchemeChoosesTheProxyAndThisMachineNeedsNone(String url, String expected) {
        assertThat(proxy(url, Map.of("https_proxy", "http://proxy:3128", "HTTP_PROXY", "plain:80")))
                .isEqualTo(Optional.ofNullable(expected).map(URI::create));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "corp",
                ".corp",
                "*.corp",
                "a.b,models.corp",
                "x models.corp",
                "MODELS.CORP",
                "models.corp:8443"
            })
    void hostsThatAreNamedAreReachedWithoutIt(String exempt) {
        assertThat(proxy("https://models.corp:8443/v1", Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", exempt)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other", "dels.corp", "models.corp:443", "corp.models"})
    void othersAreNot(String exempt) {
        assertThat(proxy("https://models.corp:8443/v1", Map.of("HTTPS_PROXY", "http://proxy:3128", "no_proxy", exempt)))
                .contains(URI.create("http://proxy:3128"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:secret@proxy:3128", "socks5://proxy:1080", "http://", "::"})
    void whatCannotBeUsedIsRefusedWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> proxy("https://models.corp/v1", Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HTTPS_PROXY ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void noVariableMeansNoProxy() {
        assertThat(proxy("https://api.openai.com/v1", Map.of())).isEmpty();
    }
}
