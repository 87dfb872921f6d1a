package dev.theater.spring.test.plain;

import java.nio.file.Path;
import java.util.List;

import dev.theater.host.ContentStore;
import dev.theater.host.FolderContentStore;
import dev.theater.spring.test.TheaterTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What guests of one test store is not there for those of another. */
class ContentsTests {

	/** Run twice, to be the other's other. */
	@Nested
	@TheaterTest
	@Import(PlainApplication.class)
	class InMemory {

		@Autowired
		ContentStore contents;

		@RepeatedTest(2)
		void areEmpty() {
			assertThat(this.contents.labels("shared-library")).isEmpty();
		}

		@AfterEach
		void leaveTraces() {
			this.contents.label("shared-library", "tree", List.of("0".repeat(64)));
		}

	}

	@Nested
	@TheaterTest(properties = { "theater.content-store.type=folder", "theater.content-store.folder=target/contents" })
	@Import(PlainApplication.class)
	class InAFolder {

		@RepeatedTest(2)
		void belongToTheTestsRuntime() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new FolderContentStore(Path.of("target/contents"), Long.MAX_VALUE))
				.withMessageContaining("is used by another runtime");
		}

	}

}
