package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.kentei.http.problem.ProblemException;

class ClientNameTest {

    @Test
    void a_name_has_up_to_100_characters_however_many_bytes_each_takes() {
        for (String character : new String[] {"a", "人", "\uD83D\uDC64"}) {
            assertThat(ClientName.read(header(character.repeat(100)))).isEqualTo(character.repeat(100));
            assertThatThrownBy(() -> ClientName.read(header(character.repeat(101))))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static String header(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
