package dev.cofferdam.report.page;

import dev.cofferdam.report.Html;
import dev.cofferdam.report.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Our own Markdown as HTML. Of raw HTML only what our reports write themselves is let through; all else is shown as text. */
final class MarkdownHtml {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create(), TaskListItemsExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Pattern OURS = Pattern.compile("(?:<details>|</details>|<br>|<summary>[^<>]*</summary>|\\s)*");

    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^A-Za-z0-9_]+");

    private final HtmlRenderer renderer;

    /** @param links addresses of places, by the place's text */
    MarkdownHtml(Map<String, String> links) {
        // Renderers that come first win.
        this.renderer = HtmlRenderer.builder()
                .nodeRendererFactory(context -> new Ours(context, links))
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> MarkdownHtml::nameStep)
                .sanitizeUrls(true)
                .build();
    }

    String of(String markdown) {
        return renderer.render(PARSER.parse(markdown));
    }

    /** The name by which the heading of a step is reached. */
    static String anchor(String stepId) {
        return NOT_IN_ANCHORS
                .matcher("step-" + Words.oneLine(stepId) + " ")
                .replaceAll("-")
                .replaceAll("-$", "");
    }

    /** A heading that begins with a step's id can be reached by it. */
    private static void nameStep(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Heading && node.getFirstChild() instanceof Code id) {
            attributes.put("id", anchor(id.getLiteral()));
        }
    }

    /** Boxes that can be ticked, places that lead to the source, and no HTML of others. */
    private static final class Ours implements NodeRenderer {
        private final HtmlWriter out;
        private final Map<String, String> links;

        Ours(HtmlNodeRendererContext context, Map<String, String> links) {
            this.out = context.getWriter();
            this.links = links;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(TaskListItemMarker.class, Code.class, HtmlBlock.class, HtmlInline.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof TaskListItemMarker) {
                out.raw("<input type=\"checkbox\" autocomplete=\"off\" /> ");
            } else if (node instanceof Code code) {
                code(code.getLiteral());
            } else if (node instanceof HtmlBlock block) {
                out.line();
                html(block.getLiteral());
                out.line();
            } else if (node instanceof HtmlInline inline) {
                html(inline.getLiteral());
            }
        }

        private void code(String text) {
            String code = "<code>" + Html.escaped(text) + "</code>";
            out.raw(Optional.ofNullable(links.get(text))
                    .map(link -> "<a href=\"" + Html.escaped(link) + "\">" + code + "</a>")
                    .orElse(code));
        }

        private void html(String text) {
            if (OURS.matcher(text).matches()) {
                out.raw(text.replace("<br>", "<br />"));
            } else {
                out.text(text);
            }
        }
    }
}
