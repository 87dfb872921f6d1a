package dev.theater.spring.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/** What a native image keeps of the page. */
class PageHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	PageHintsTests() {
		new PageHints().registerHints(this.hints, null);
	}

	@ParameterizedTest
	@EnumSource
	void keepsTheFiles(PageFile file) {
		String name = (file == PageFile.PAGE) ? "page.html" : (file == PageFile.SCRIPT) ? "page.js" : "page.css";
		String path = "dev/theater/spring/page/" + name;
		assertThat(getClass().getClassLoader().getResource(path)).as(path).isNotNull();
		assertThat(RuntimeHintsPredicates.resource().forResource(path)).accepts(this.hints);
		assertThat(file.content()).isNotEmpty();
	}

	@Test
	void letsJacksonWriteWhatThePageIsTold() {
		for (Class<?> type : new Class<?>[] { PageUpdate.class, PageUpdate.Counts.class, PageUpdate.Totals.class,
				PageActor.class, PageEvent.class, PageSettings.View.class }) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(this.hints);
			for (var component : type.getRecordComponents()) {
				assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
					.as(component.toString())
					.accepts(this.hints);
			}
		}
	}

}
