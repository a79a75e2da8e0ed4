package org.kentei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The module for Spark takes no versions from Quarkus' BOM, and has to name the same ones. */
class SparkPomTest {

    @Test
    void what_the_service_and_the_module_for_spark_both_use_has_one_version() throws Exception {
        assertThat(version(Path.of("spark/pom.xml"))).isEqualTo(version(Path.of("pom.xml")));
        Map<String, String> service = properties(Path.of("pom.xml"));
        Map<String, String> spark = properties(Path.of("spark/pom.xml"));

        Map<String, String> shared = new TreeMap<>(spark);
        shared.keySet().retainAll(service.keySet());
        assertThat(shared)
                .containsKey("drools.version")
                .allSatisfy((name, version) -> assertThat(service).containsEntry(name, version));
        assertThat(spark)
                .containsEntry("jackson.version", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString())
                .containsEntry("picocli.version", picocli.CommandLine.VERSION);
    }

    private static String version(Path pom) throws Exception {
        NodeList all = project(pom).getChildNodes();
        for (int place = 0; place < all.getLength(); place++) {
            if (all.item(place).getNodeName().equals("version")) {
                return all.item(place).getTextContent();
            }
        }
        throw new IllegalArgumentException("`" + pom + "` has no version");
    }

    private static Map<String, String> properties(Path pom) throws Exception {
        Map<String, String> properties = new TreeMap<>();
        NodeList all = project(pom).getElementsByTagName("properties").item(0).getChildNodes();
        for (int place = 0; place < all.getLength(); place++) {
            if (all.item(place).getNodeType() == Node.ELEMENT_NODE) {
                properties.put(all.item(place).getNodeName(), all.item(place).getTextContent());
            }
        }
        return properties;
    }

    private static Element project(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
    }
}
