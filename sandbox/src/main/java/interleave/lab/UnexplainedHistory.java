package interleave.lab;

import interleave.explore.schedule.NotLinearizable;

/** The calls of a history returned what no order of them could. */
final class UnexplainedHistory extends AssertionError implements NotLinearizable {
  private static final long serialVersionUID = 1L;

  UnexplainedHistory(String calls) {
    super("no order explains " + calls);
  }
}
