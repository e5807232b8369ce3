/**
 * The language model: an adapter of our own between LangChain4j's core types and the OpenAI client, the retries, and the failures as
 * named outcomes. The only package that knows either library, and the only one besides {@code review} that speaks to a network; it
 * prints nothing and decides nothing about plans. It imports {@code loop}, {@code prompt} and {@code domain}; only {@code cli} and
 * evals import it, and only when a model is asked for, so that no other command pays for loading it.
 */
@NullMarked
package dev.cofferdam.llm;

import org.jspecify.annotations.NullMarked;
