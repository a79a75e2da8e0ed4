package org.kentei.http;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.kentei.http.api.AssessResource;
import org.kentei.http.api.AssessmentResource;
import org.kentei.http.api.CandidateResource;
import org.kentei.http.api.KeyResource;
import org.kentei.http.api.LogResource;
import org.kentei.http.api.RulesResource;
import org.kentei.http.api.SchemaResource;
import org.kentei.http.api.SearchResource;
import org.kentei.http.api.StreamResource;
import org.kentei.http.api.TrialResource;
import org.kentei.http.api.VocabularyResource;
import org.kentei.http.api.WaitingResource;
import org.kentei.http.job.JobFileResource;
import org.kentei.http.job.JobResource;
import org.kentei.http.page.CandidatePages;
import org.kentei.http.page.ComparePages;
import org.kentei.http.page.ConvertPages;
import org.kentei.http.page.JobPages;
import org.kentei.http.page.KeyPages;
import org.kentei.http.page.LogPages;
import org.kentei.http.page.OverviewPages;
import org.kentei.http.page.RulebookResource;
import org.kentei.http.page.RulesetPages;
import org.kentei.http.page.SearchPages;
import org.kentei.http.page.SignInPages;
import org.kentei.http.page.StartPages;
import org.kentei.http.page.VerdictPages;
import org.kentei.http.page.WaitingPages;
import org.kentei.http.request.Routes;

/** Lists every class that answers requests; a new one is added here. */
public class Resources {

    static final List<Class<?>> ALL = List.of(
            AssessResource.class,
            AssessmentResource.class,
            CandidatePages.class,
            CandidateResource.class,
            ComparePages.class,
            ConvertPages.class,
            JobFileResource.class,
            JobPages.class,
            JobResource.class,
            KeyResource.class,
            KeyPages.class,
            LogPages.class,
            LogResource.class,
            OverviewPages.class,
            RulebookResource.class,
            RulesResource.class,
            RulesetPages.class,
            SchemaResource.class,
            SearchPages.class,
            SearchResource.class,
            SignInPages.class,
            StartPages.class,
            StreamResource.class,
            TrialResource.class,
            VerdictPages.class,
            VocabularyResource.class,
            WaitingPages.class,
            WaitingResource.class);

    @Produces
    @Singleton
    Routes routes() {
        return new Routes(ALL);
    }
}
