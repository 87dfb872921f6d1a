package dev.theater.actor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.theater.component.type.EnumValue;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.TupleValue;

/**
 * What a supervising guest is told of a child, through
 * {@code theater:simple/supervisor-handlers}.
 */
public sealed interface Notice {

	/** The child. */
	ActorId child();

	/** The export that takes it. */
	GuestExport export();

	/** The parameters of that export. */
	TupleValue params();

	/** A child failed. */
	record ChildError(ActorId child, ActorError error) implements Notice {

		@Override
		public GuestExport export() {
			return GuestExport.HANDLE_CHILD_ERROR;
		}

		@Override
		public TupleValue params() {
			byte[] text = this.error.message().getBytes(StandardCharsets.UTF_8);
			return TupleValue.of(this.child.toString(),
					RecordValue.of("error-type", new EnumValue(this.error.type().label()), "data", Optional.of(text)));
		}
	}

	/** A child ended normally and does not come back. */
	record ChildExit(ActorId child, ExitReason.Normal reason) implements Notice {

		@Override
		public GuestExport export() {
			return GuestExport.HANDLE_CHILD_EXIT;
		}

		@Override
		public TupleValue params() {
			return TupleValue.of(this.child.toString(), this.reason.result());
		}
	}

	/** An operator stopped a child. */
	record ChildExternalStop(ActorId child) implements Notice {

		@Override
		public GuestExport export() {
			return GuestExport.HANDLE_CHILD_EXTERNAL_STOP;
		}

		@Override
		public TupleValue params() {
			return TupleValue.of(this.child.toString());
		}
	}

}
