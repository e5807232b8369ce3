package dev.cofferdam.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTest {
    private final Prompt prompt = new Prompt("greet", "{{greeting}}, {{name}}! {{name}}?");

    @Test
    void every_hole_is_filled_and_a_value_is_not_read_as_a_template() {
        assertThat(prompt.render(Map.of("greeting", "Hi $1", "name", "{{greeting}}")))
                .isEqualTo("Hi $1, {{greeting}}! {{greeting}}?");
    }

    @Test
    void an_unfilled_hole_and_an_unused_value_are_refused() {
        assertThatThrownBy(() -> prompt.render(Map.of("name", "Ann")))
                .hasMessage("prompt greet has holes [greeting, name] but was given [name]");
        assertThatThrownBy(() -> prompt.render(Map.of("name", "Ann", "greeting", "Hi", "age", "3")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_hash_tells_texts_apart() {
        assertThat(prompt.hash()).hasSize(16).isNotEqualTo(new Prompt("greet", "other").hash());
    }
}
