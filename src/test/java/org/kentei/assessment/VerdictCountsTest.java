package org.kentei.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.log.DocumentType;
import org.kentei.record.overview.CountedVerdict;
import org.kentei.record.store.AssessmentRecord;

class VerdictCountsTest {

    @Test
    void the_overview_counts_the_same_from_a_verdict_as_from_its_documents() {
        List<AssessmentRecord> assessments = new GeneratedAssessments(5).make(1000);

        assertThat(assessments)
                .allSatisfy(one -> assertThat(one.counted())
                        .isEqualTo(CountedVerdict.of(
                                one.documents().text(DocumentType.RESULT),
                                new ByteArrayInputStream(one.documents().bytes(DocumentType.FIRINGS)))));
        assertThat(assessments)
                .flatExtracting(one -> one.counted().standings())
                .anySatisfy(standing -> assertThat(standing.unmet()).hasSizeGreaterThan(1));
    }
}
