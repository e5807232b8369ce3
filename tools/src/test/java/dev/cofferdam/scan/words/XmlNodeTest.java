package dev.cofferdam.scan.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class XmlNodeTest {

    @Test
    void anElementKnowsItsLineBehindEntitiesCommentsAndSections() {
        XmlNode root = XmlNode.read("""
                <?xml version="1.0"?>
                <!DOCTYPE a [ <!ENTITY x "y"> ]>
                <a><!-- <b/> -->
                <b c="1 &gt; 0" d='>'/>
                <![CDATA[ <b/> ]]><b
                  c="&amp;&amp;&amp;"/>
                <b>word
                other</b></a>
                """).orElseThrow();

        assertThat(root.children()).extracting(XmlNode::line).containsExactly(4, 5, 7);
        assertThat(root.children().get(2).lineOf("other")).isEqualTo(8);
    }

    @Test
    void aValueKnowsWhereItStands() {
        String text = "<a>\n<b xml:c=\"x &lt; y\"\n d='e'>f</b></a>";
        XmlNode node = XmlNode.read(text).orElseThrow().children().get(0);

        assertThat(node.values())
                .extracting(value -> value.text() + " at " + text.substring(value.from(), value.to()))
                .containsExactly("x < y at \"x &lt; y\"", "e at 'e'", "f at f");
    }
}
